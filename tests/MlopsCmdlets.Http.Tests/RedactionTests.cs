using System.Net;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Http.Authentication;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Security;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Http.Tests;

public sealed class RedactionTests : TransportTest
{
    private const string Canary = "canary+Secret/value=42";
    private const string Jwt = "eyJhbGciOiJSUzI1NiJ9.eyJ1aWQiOiIxMDAwMzMwOTk5In0.c2lnbmF0dXJlLWNhbmFyeQ";

    [Theory]
    [InlineData("Authorization: Bearer " + Jwt, "Authorization: ***")]
    [InlineData("sent Bearer abc123def456ghi", "sent Bearer ***")]
    [InlineData("sent Basic am9lOnB3", "sent Basic ***")]
    [InlineData("ZenApiKey YWRtaW46c2VjcmV0a2V5 refused", "ZenApiKey *** refused")]
    [InlineData("{\"username\":\"joe\",\"password\":\"p\\\"w\",\"x\":1}", "{\"username\":\"joe\",\"password\":\"***\",\"x\":1}")]
    [InlineData("{\"api_key\" : \"k\"}", "{\"api_key\" : \"***\"}")]
    [InlineData("{\"apiKey\":\"k\",\"accessToken\":\"t\",\"iam-token\":\"i\",\"secret_access_key\":\"s\"}", "{\"apiKey\":\"***\",\"accessToken\":\"***\",\"iam-token\":\"***\",\"secret_access_key\":\"***\"}")]
    [InlineData("{'password': 'pw'}", "{'password': '***'}")]
    [InlineData("\"{\\\"password\\\":\\\"pw\\\",\\\"a\\\":1}\"", "\"{\\\"password\\\":\\\"***\\\",\\\"a\\\":1}\"")]
    [InlineData("{\"password\":\"cut off her", "{\"password\":\"***\"")]
    [InlineData("grant_type=password&username=joe&password=a%20b&scope=openid", "grant_type=password&username=joe&password=***&scope=openid")]
    [InlineData("/x?apikey=abc&X-Amz-Signature=00ff&version=1", "/x?apikey=***&X-Amz-Signature=***&version=1")]
    [InlineData("the token " + Jwt + " was refused", "the token *** was refused")]
    [InlineData("https://joe:pw@host/x", "https://***@host/x")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- after", "*** after")]
    [InlineData("{\"target\":{\"type\":\"field\",\"name\":\"password\"}}", "{\"target\":{\"type\":\"field\",\"name\":\"password\"}}")]
    [InlineData("Basic authentication and a Bearer token are supported", "Basic authentication and a Bearer token are supported")]
    [InlineData("/v2/spaces?limit=100&version=2024-01-12&space_id=4265aad6-f75c", "/v2/spaces?limit=100&version=2024-01-12&space_id=4265aad6-f75c")]
    public void Patterns(string text, string expected) => Assert.Equal(expected, new Redactor().Redact(text));

    [Fact]
    public void A_registered_value_is_found_in_its_escaped_forms_and_keeps_json_json()
    {
        var redactor = new Redactor();
        redactor.Register("pä\"ss w+rd/1");
        var text = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "it was pä\"ss w+rd/1." });

        Assert.Equal("it was ***.", JsonDocument.Parse(redactor.Redact(text)).RootElement.GetProperty("note").GetString());
        Assert.Equal("q=***&x", redactor.Redact("q=" + Uri.EscapeDataString("pä\"ss w+rd/1") + "&x"));
    }

    [Fact]
    public void A_short_secret_is_replaced_only_as_a_word()
    {
        var redactor = new Redactor();
        redactor.Register("churn");
        redactor.Register("a");
        redactor.Register(null);
        Assert.Equal("space churn_prod: '***', a", redactor.Redact("space churn_prod: 'churn', a"));
    }

    [Fact]
    public void A_secret_inside_another_leaves_nothing_of_it()
    {
        var redactor = new Redactor();
        redactor.Register("middle-part-12");
        redactor.Register("begin-middle-part-12-end");
        Assert.Equal("[***]", redactor.Redact("[begin-middle-part-12-end]"));
    }

    [Fact]
    public async Task Registering_and_redacting_at_once_is_safe()
    {
        var redactor = new Redactor();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            for (var k = 0; k < 50; k++)
            {
                redactor.Register($"secret-{i}-{k}-value");
                Assert.Equal("x *** y", redactor.Redact($"x secret-{i}-{k}-value y"));
            }
        })));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u001b[31;1mb\u001b[0mc", "abc")]
    [InlineData("a\u001b]8;;http://evil\u001b\\b", "ab")]
    [InlineData("a\u001b]0;title\u0007b", "ab")]
    [InlineData("a\u009b31mb\u009dx\u009cc", "abc")]
    [InlineData("a\u001b]unfinished\nb", "a b")]
    [InlineData("a\u001b", "a")]
    [InlineData("a\r\n##vso[task.complete result=Failed]", "a ##_vso[task.complete result=Failed]")]
    [InlineData("#\u0007#vso[x]y", "##_vso[x]y")]
    [InlineData("##[group]x", "##_[group]x")]
    [InlineData("##VsO[x]", "##_VsO[x]")]
    [InlineData("file\u202egnp.exe\u200f", "filegnp.exe")]
    [InlineData("a\u0000b\u007fc\u0085d", "abcd")]
    [InlineData("# heading ## two", "# heading ## two")]
    public void Foreign_text_becomes_harmless(string text, string expected) => Assert.Equal(expected, TextSafety.Neutralise(text));

    [Fact]
    public void Shortening_keeps_pairs_whole() => Assert.Equal("a…", TextSafety.Shorten("a😀b", 2));

    public static TheoryData<string> Faults => ["400", "503", "html", "json", "redirect", "reset", "cut", "too large", "time-out", "401"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_text_of_any_failure_shows_a_secret(string fault)
    {
        // The secret is the token, sits in a query value, a purpose, a header and a body; the server throws everything back.
        var echo = $"Bearer {Jwt} password={Canary} {Canary} {{\"password\":\"{Canary}\"}} joe:{Canary}";
        var server = Serve(async (peer, request) =>
        {
            switch (fault)
            {
                case "400" or "401" or "503":
                    await peer.ReplyAsync(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture), echo, "text/plain; boundary=" + Canary, "X-Global-Transaction-ID: " + Canary, "X-Echo: Bearer " + Jwt, "Set-Cookie: session=" + Canary);
                    return;
                case "html":
                    await peer.ReplyAsync(200, "<html>" + echo, "text/html");
                    return;
                case "json":
                    await peer.ReplyAsync(200, "{\"" + Canary + "\":" + echo);
                    return;
                case "redirect":
                    await peer.ReplyAsync(302, "", "", $"Location: https://joe:{Uri.EscapeDataString(Canary)}@elsewhere.example/{Uri.EscapeDataString(Canary)}?token={Jwt}#access_token={Jwt}");
                    return;
                case "reset":
                    peer.Reset();
                    return;
                case "cut":
                    await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + echo.Substring(0, 50));
                    peer.Close();
                    return;
                case "too large":
                    await peer.ReplyAsync(200, new string('x', 5000) + echo);
                    return;
                default:
                    await peer.StallAsync();
                    return;
            }
        });
        var redactor = new Redactor();
        redactor.Register(Canary);
        var transport = Connect(server, o => o with
        {
            Redactor = redactor,
            Tokens = new FixedTokenSource("Bearer " + Jwt),
            MaxReplyBytes = 4000,
            AttemptTimeout = TimeSpan.FromSeconds(5),
            Retry = new RetryOptions { MaxAttempts = fault == "time-out" ? 1 : 4 },
        });
        var request = new ApiRequest(HttpVerb.Put, "/v2/things/" + Uri.EscapeDataString(Canary))
        {
            Purpose = "send " + Canary + "\u001b[31m",
            Query = [new("apikey", Canary), new("note", Canary)],
            Headers = [new("X-Secret", "Bearer " + Jwt)],
            Body = new ApiBody.Bytes(Encoding.UTF8.GetBytes(echo), "application/json"),
        };

        var call = SendAsync(transport, request);
        while (server.Requests.Count == 0 && !call.IsCompleted)
            await Task.Delay(1, Stop);
        var error = fault == "time-out" ? await FailsAfter<ApiTimeoutException>(call, TimeSpan.FromSeconds(6)) : await Assert.ThrowsAnyAsync<ApiException>(() => call);

        var texts = new List<string>();
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            texts.Add(e.ToString());
            foreach (var property in e.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
                texts.Add(Convert.ToString(property.GetValue(e), System.Globalization.CultureInfo.InvariantCulture) ?? "");
        }

        if (error is ApiStatusException status)
        {
            texts.AddRange(status.Headers.Values);
            Assert.False(status.Headers.ContainsKey("Set-Cookie"));
        }

        texts.AddRange(Observed.Events.Select(e => e.ToString() + e.Purpose + e.Reason));
        Assert.NotEmpty(Observed.Events);
        Assert.All(texts, text =>
        {
            Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("c2lnbmF0dXJl", text, StringComparison.Ordinal);
            Assert.DoesNotContain("eyJ1aWQi", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', text);
        });
        Assert.NotEmpty(server.Requests);
    }

    [Fact]
    public void Objects_that_hold_secrets_do_not_print_them()
    {
        var redactor = new Redactor();
        redactor.Register(Canary);
        var token = new AccessToken("Bearer " + Jwt, null);
        var options = new TransportOptions(new Uri("https://cpd.example/")) { Redactor = redactor, Tokens = new FixedTokenSource("Bearer " + Jwt), Proxy = new ProxyOptions(new Uri("http://proxy:3128")) { Credential = new NetworkCredential("joe", Canary) } };

        foreach (var text in new[] { redactor.ToString(), token.ToString(), options.ToString(), options.Proxy.ToString(), options.Tokens!.ToString()! })
        {
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
            Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        }
    }
}
