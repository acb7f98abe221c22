using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Tests.Support;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class SessionTests
{
    private const string Secret = "CANARY-s3cret/+\"x";
    private const string Authorize = "/icp4d-api/v1/authorize";
    private const string Me = """{"UserInfo":{"displayName":"Admin","email":"a@b","permissions":["administrator"],"role":"Admin","uid":"1000330999","username":"admin"},"_messageCode_":"200"}""";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Now);

    private static (int, string) Normal(LoopbackServer.Received r) => r.Path switch
    {
        "/icp4d-api/v1/me" => (200, Me),
        "/ml/wml_services/version" => (200, """{"version":"4.8.0"}"""),
        "/v2/spaces" => (200, """{"resources":[]}"""),
        _ => (404, """{"errors":[{"code":"not_found","message":"no"}]}"""),
    };

    private CpdConnectOptions Options(LoopbackServer server, CpdCredential? credential = null) => new()
    {
        Url = server.Url,
        Credential = credential ?? CpdCredential.FromPassword("admin", Tokens.Secure(Secret)),
        TimeProvider = time,
    };

    /// <summary>A cluster that numbers its tokens and refuses those that <paramref name="isValid"/> does.</summary>
    private LoopbackServer Cluster(Func<string, bool>? isValid = null, string messageCode = "success", TimeSpan? life = null)
    {
        var logins = 0;
        return new LoopbackServer(r =>
        {
            if (r.Path == Authorize)
            {
                var token = Tokens.Jwt(time.GetUtcNow(), life ?? TimeSpan.FromHours(12), mark: "token" + Interlocked.Increment(ref logins));
                return (200, $$"""{"_messageCode_":"{{messageCode}}","message":"m","token":"{{token}}"}""");
            }

            return r.Path != "/ml/wml_services/version" && (r.Authorization is null || isValid?.Invoke(r.Authorization) == false)
                ? (401, """{"_statusCode_":401,"exception":"x","message":"User unauthorized"}""")
                : Normal(r);
        });
    }

    [Theory]
    [InlineData("200")]
    [InlineData("success")]
    [InlineData("anything")]
    public async Task A_password_logs_in_whatever_the_message_code(string code)
    {
        using var server = Cluster(messageCode: code);
        using var session = await CpdSession.ConnectAsync(Options(server));
        Assert.Equal(("admin", "4.8", CpdAuthenticationType.Password), (session.UserName, session.Release, session.AuthenticationType));
        Assert.Equal(Now + TimeSpan.FromHours(12), session.ExpiresAt);
        Assert.Equal(Now, session.ConnectedAt);
        Assert.Equal(CpdCertificateCheck.None, session.CertificateCheck);
        var login = server.Requests.First();
        Assert.Null(login.Authorization);
        using var body = JsonDocument.Parse(login.Body);
        Assert.Equal(Secret, body.RootElement.GetProperty("password").GetString());
        Assert.Equal("1000330999", (await session.GetClient().Platform.GetMeAsync()).Id);
        Assert.StartsWith("Bearer ey", server.Requests.Last().Authorization);
        Assert.Equal(1, server.Count(Authorize));
    }

    [Fact]
    public async Task An_api_key_is_sent_as_such()
    {
        using var server = Cluster();
        using var session = await CpdSession.ConnectAsync(Options(server, CpdCredential.FromApiKey("admin", Tokens.Secure(Secret))));
        using var body = JsonDocument.Parse(server.Requests.First().Body);
        Assert.Equal(Secret, body.RootElement.GetProperty("api_key").GetString());
        Assert.False(body.RootElement.TryGetProperty("password", out _));
    }

    [Fact]
    public async Task A_zen_api_key_goes_with_every_call_and_needs_no_login()
    {
        using var server = new LoopbackServer(Normal);
        using var session = await CpdSession.ConnectAsync(Options(server, CpdCredential.FromZenApiKey("admin", Tokens.Secure(Secret))));
        await session.GetClient().Spaces.ListAsync().CollectAsync();
        Assert.Equal(0, server.Count(Authorize));
        Assert.Equal("ZenApiKey " + Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + Secret)), server.Requests.Last().Authorization);
    }

    [Theory]
    [InlineData("/idprovider/v1/auth/identitytoken")]
    [InlineData("/v1/auth/identitytoken")]
    public async Task Iam_takes_two_steps(string path)
    {
        using var iam = new LoopbackServer(r => r.Path == path ? (200, """{"access_token":"IAM","expires_in":3600}""") : (404, "<html>no</html>"));
        using var server = new LoopbackServer(r => r.Path == "/v1/preauth/validateAuth"
            ? (200, $$"""{"accessToken":"{{Tokens.Jwt(Now, TimeSpan.FromHours(1))}}","_messageCode_":"success"}""")
            : Normal(r));
        using var session = await CpdSession.ConnectAsync(Options(server, CpdCredential.FromIam("admin", Tokens.Secure(Secret), iam.Url)));
        var form = iam.Requests.Last().Body;
        Assert.Contains("grant_type=password", form);
        Assert.Contains("scope=openid", form);
        Assert.Contains("password=" + Uri.EscapeDataString(Secret), form);
        var exchange = server.Requests.First();
        Assert.Equal(("admin", "IAM"), (exchange.UserName, exchange.IamToken));
        Assert.Equal(Now + TimeSpan.FromHours(1), session.ExpiresAt);
    }

    [Fact]
    public async Task A_bearer_token_is_tried_at_once_and_tells_the_user()
    {
        using var server = Cluster(a => a.EndsWith("good", StringComparison.Ordinal));
        var token = Tokens.Jwt(Now, TimeSpan.FromHours(1), "jsmith", "good");
        using var session = await CpdSession.ConnectAsync(Options(server, CpdCredential.FromBearerToken(Tokens.Secure(token))));
        Assert.Equal("jsmith", session.UserName);
        Assert.Equal(Now + TimeSpan.FromHours(1), session.ExpiresAt);
        time.Advance(TimeSpan.FromHours(2));
        var sent = server.Requests.Count;
        var e = await Assert.ThrowsAsync<CpdTokenExpiredException>(() => session.GetClient().Spaces.ListAsync().CollectAsync());
        Assert.Contains("connect again", e.RecommendedAction);
        Assert.Equal(sent, server.Requests.Count);
    }

    [Fact]
    public async Task A_refused_bearer_token_is_expired()
    {
        using var server = Cluster(_ => false);
        await Assert.ThrowsAsync<CpdTokenExpiredException>(() => CpdSession.ConnectAsync(Options(server, CpdCredential.FromBearerToken(Tokens.Secure("p-opaque")))));
    }

    [Fact]
    public async Task A_wrong_password_is_said_at_once_and_its_echo_is_not()
    {
        using var server = new LoopbackServer(r => (401, JsonSerializer.Serialize(new { message = $"User unauthorized: {Secret}" })));
        var e = await Assert.ThrowsAsync<CpdAuthenticationException>(() => CpdSession.ConnectAsync(Options(server)));
        Assert.Equal(401, e.Status);
        Assert.Contains("'admin'", e.Message);
        Assert.Single(server.Requests);
        Assert.DoesNotContain("CANARY", e.ToString());
        Assert.DoesNotContain("CANARY", JsonSerializer.Serialize(e.Details));
    }

    [Theory]
    [InlineData(200, "<html>Welcome to nginx</html>")]
    [InlineData(404, "<!DOCTYPE html>")]
    [InlineData(404, "")]
    [InlineData(302, "")]
    [InlineData(405, "{}")]
    public async Task What_is_not_cloud_pak_for_data_is_told(int status, string body)
    {
        using var server = new LoopbackServer(_ => (status, body));
        var e = await Assert.ThrowsAsync<NotCloudPakForDataException>(() => CpdSession.ConnectAsync(Options(server)));
        Assert.Contains("route", e.RecommendedAction);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_that_spoils_replies_is_not_taken_for_another_server(bool bearer)
    {
        using var server = new LoopbackServer(r => r.Path == Authorize ? (200, """{"token":"t"}""") : Normal(r)) { ContentEncoding = "gzip" };
        var e = await Assert.ThrowsAsync<CpdInvalidReplyException>(() => CpdSession.ConnectAsync(Options(server, bearer ? CpdCredential.FromBearerToken(Tokens.Secure("p-x")) : null)));
        Assert.Contains("proxy", e.RecommendedAction);
    }

    [Fact]
    public async Task A_web_page_is_no_home_for_a_token_either()
    {
        using var server = new LoopbackServer(_ => (200, "<html></html>"));
        await Assert.ThrowsAsync<NotCloudPakForDataException>(() => CpdSession.ConnectAsync(Options(server, CpdCredential.FromBearerToken(Tokens.Secure("p-x")))));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"token":null,"_messageCode_":"200"}""")]
    public async Task Success_without_a_token_is_no_success(string body)
    {
        using var server = new LoopbackServer(_ => (200, body));
        await Assert.ThrowsAsync<CpdAuthenticationException>(() => CpdSession.ConnectAsync(Options(server)));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_for_all_callers()
    {
        using var server = Cluster(a => !a.EndsWith("token1", StringComparison.Ordinal));
        using var session = await CpdSession.ConnectAsync(Options(server));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => session.GetClient().Spaces.ListAsync().CollectAsync()));
        Assert.Equal(2, server.Count(Authorize));
    }

    [Fact]
    public async Task A_cluster_that_refuses_every_token_ends_it()
    {
        using var server = Cluster(_ => false);
        using var session = await CpdSession.ConnectAsync(Options(server));
        await Assert.ThrowsAsync<CpdAuthenticationException>(() => session.GetClient().Spaces.ListAsync().CollectAsync());
        Assert.Equal(2, server.Count("/v2/spaces"));
        Assert.Equal(2, server.Count(Authorize));
    }

    [Theory]
    // 80 % of the life; a minute before the end where that is earlier.
    [InlineData(43164, 34000, 34600)]
    [InlineData(200, 139, 141)]
    [InlineData(10, 7, 9)]
    public async Task The_login_is_renewed_before_the_token_ends(int life, int still, int renewed)
    {
        using var server = Cluster(life: TimeSpan.FromSeconds(life));
        using var session = await CpdSession.ConnectAsync(Options(server));
        time.Advance(TimeSpan.FromSeconds(still));
        await session.GetClient().Spaces.ListAsync().CollectAsync();
        Assert.Equal(1, server.Count(Authorize));
        time.Advance(TimeSpan.FromSeconds(renewed - still));
        await session.GetClient().Spaces.ListAsync().CollectAsync();
        Assert.Equal(2, server.Count(Authorize));
    }

    [Fact]
    public async Task A_creation_that_the_server_fails_is_not_repeated()
    {
        using var server = new LoopbackServer(r => r switch
        {
            { Path: Authorize } => (200, """{"token":"opaque"}"""),
            { Method: "POST", Path: "/v2/spaces" } => (500, """{"errors":[{"code":"boom","message":"broken"}]}"""),
            _ => Normal(r),
        });
        using var session = await CpdSession.ConnectAsync(Options(server));
        var e = await Assert.ThrowsAsync<CpdUnavailableException>(() => session.GetClient().Spaces.CreateAsync(new CpdSpaceDefinition { Name = "n" }, null));
        Assert.Equal(1, server.Count("/v2/spaces"));
        Assert.True(e.MayHaveTakenEffect);
        Assert.Null(session.ExpiresAt);
    }

    [Theory]
    [InlineData("/ml/wml_services/version", """{"version":"5.1.3"}""", "5.1")]
    [InlineData("/ml/wml_services/v2/version", """{"version":"4.0"}""", "4.0")]
    [InlineData("/ml/wml_services/version", """{"version":"latest"}""", null)]
    [InlineData("/none", "{}", null)]
    public async Task The_release_is_asked_for_in_two_places(string path, string body, string? release)
    {
        using var server = new LoopbackServer(r => r.Path == Authorize ? (200, """{"token":"opaque"}""") : r.Path == path ? (200, body) : (404, "<html></html>"));
        using var session = await CpdSession.ConnectAsync(Options(server));
        Assert.Equal(release, session.Release);
    }

    [Fact]
    public async Task Who_the_caller_is_comes_from_the_next_best_source()
    {
        using var server = new LoopbackServer(r => r.Path switch
        {
            Authorize => (200, $$"""{"token":"{{Tokens.Jwt(Now, TimeSpan.FromHours(1))}}"}"""),
            _ => (404, "<html></html>"),
        });
        using var session = await CpdSession.ConnectAsync(Options(server));
        var me = await session.GetClient().Platform.GetMeAsync();
        Assert.Equal(("1000330999", "admin"), (me.Id, me.Name));
        Assert.Contains("administrator", me.Permissions);
    }

    [Fact]
    public async Task No_text_of_a_session_shows_a_secret()
    {
        using var server = Cluster();
        var lines = new List<string>();
        var options = Options(server) with { Trace = lines.Add };
        using var session = await CpdSession.ConnectAsync(options);
        await session.GetClient(lines.Add).Spaces.ListAsync().CollectAsync();
        Assert.Contains(lines, l => l.Contains("/v2/spaces"));
        Assert.Contains(lines, l => l.Contains(Authorize));
        var texts = string.Join("\n", lines) + session + options + options.Credential + options.Credential.Secret + JsonSerializer.Serialize(session)
            + JsonSerializer.Serialize(options.Credential) + JsonSerializer.Serialize(new CpdSecret("CANARY".AsSpan()));
        Assert.DoesNotContain("CANARY", texts);
        Assert.DoesNotContain("eyJ", texts);
    }

    [Fact]
    public async Task A_closed_session_has_forgotten_its_secrets()
    {
        using var server = Cluster();
        var options = Options(server);
        var session = await CpdSession.ConnectAsync(options);
        session.Dispose();
        session.Dispose();
        Assert.Throws<CpdSessionClosedException>(() => session.GetClient());
        Assert.Throws<ObjectDisposedException>(() => options.Credential.Secret.Reveal());
        Assert.False(session.IsConnected);
        Assert.Null(session.ExpiresAt);
        Assert.NotEmpty(session.ToString());
    }

    [Fact]
    public async Task A_login_that_fails_forgets_the_secret_too()
    {
        using var server = new LoopbackServer(_ => (401, "{}"));
        var options = Options(server);
        await Assert.ThrowsAsync<CpdAuthenticationException>(() => CpdSession.ConnectAsync(options));
        Assert.Throws<ObjectDisposedException>(() => options.Credential.Secret.Reveal());
    }

    [Fact]
    public async Task An_address_out_of_a_browser_works_and_one_with_a_login_does_not()
    {
        using var server = Cluster();
        using var session = await CpdSession.ConnectAsync(Options(server) with { Url = new Uri(server.Url, "/zen/#/homepage?x=1") });
        Assert.Equal(server.Url, session.Url);
        await Assert.ThrowsAsync<ArgumentException>(() => CpdSession.ConnectAsync(Options(server) with { Url = new Uri("https://u:p@host/") }));
    }

    [Fact]
    public async Task What_is_read_carries_its_session()
    {
        using var server = new LoopbackServer(r => r.Path switch
        {
            Authorize => (200, """{"token":"opaque"}"""),
            "/v2/spaces" => (200, """{"resources":[{"metadata":{"id":"s"},"entity":{"name":"n"}}]}"""),
            _ => Normal(r),
        });
        using var session = await CpdSession.ConnectAsync(Options(server));
        var space = Assert.Single(await session.GetClient().Spaces.ListAsync().CollectAsync());
        Assert.Same(session, space.Session);
        Assert.DoesNotContain("Session", JsonSerializer.Serialize(space));
        Assert.Equal("n", space.ToString());
    }

    [Theory]
    [InlineData("4.6.0", typeof(CpdUnsupportedException))]
    [InlineData("4.8.0", typeof(CpdAuthenticationException))]
    public async Task A_refused_zen_api_key_is_explained_by_the_release(string version, Type type)
    {
        using var server = new LoopbackServer(r => r.Path switch
        {
            "/ml/wml_services/version" => (200, $$"""{"version":"{{version}}"}"""),
            "/v2/spaces" => (401, "{}"),
            _ => Normal(r),
        });
        using var session = await CpdSession.ConnectAsync(Options(server, CpdCredential.FromZenApiKey("admin", Tokens.Secure(Secret))));
        Assert.IsType(type, await Record.ExceptionAsync(() => session.GetClient().Spaces.ListAsync().CollectAsync()));
    }
}
