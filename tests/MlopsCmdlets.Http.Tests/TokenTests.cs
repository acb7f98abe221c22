using MlopsCmdlets.Http.Authentication;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Http.Tests;

public sealed class TokenTests : TransportTest
{
    /// <summary>Logs in at /login, which answers the number of the login; the token lives for <paramref name="life"/>.</summary>
    private CachedTokenSource LogInSource(TimeSpan? life = null) => Keep(new CachedTokenSource(
        async (transport, token) =>
        {
            var reply = await transport.SendAsync(new ApiRequest(HttpVerb.Post, "/login") { Anonymous = true, Purpose = "log in" }, ThingJson.Default.Thing, token);
            return new AccessToken("Bearer token-number-" + reply!.Name, life is { } l ? Clock.GetUtcNow() + l : null);
        },
        Clock));

    private FaultServer ServeLogin(Func<Peer, Received, Task> handler)
    {
        var logins = 0;
        return Serve((peer, request) => request.Target == "/login"
            ? peer.ReplyAsync(200, $$"""{"name":"{{Interlocked.Increment(ref logins)}}"}""")
            : handler(peer, request));
    }

    private static int Logins(FaultServer server) => server.Requests.Count(r => r.Target == "/login");

    [Fact]
    public async Task The_login_is_anonymous_and_its_token_is_sent()
    {
        var server = ServeLogin((peer, _) => peer.ReplyAsync(200, "{}"));
        var tokens = LogInSource();
        var transport = Connect(server, o => o with { Tokens = tokens });

        await SendAsync(transport, Get());
        await SendAsync(transport, Get());

        Assert.Null(server.Requests[0].Header("Authorization"));
        Assert.Equal(["Bearer token-number-1", "Bearer token-number-1"], server.Requests.Skip(1).Select(r => r.Header("Authorization")));
        Assert.Equal(1, Logins(server));
    }

    [Fact]
    public async Task Many_callers_at_once_share_one_login()
    {
        var server = ServeLogin((peer, _) => peer.ReplyAsync(200, "{}"));
        var tokens = LogInSource();
        var transport = Connect(server, o => o with { Tokens = tokens });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => SendAsync(transport, Get()))));

        Assert.Equal(1, Logins(server));
        Assert.Equal(41, server.Requests.Count);
    }

    [Fact]
    public async Task A_login_that_ends_after_its_source_leaves_no_token_behind()
    {
        var reply = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tokens = new CachedTokenSource((_, _) => reply.Task, Clock);
        var waiting = tokens.GetHeaderValueAsync(null!, CancellationToken.None);

        tokens.Dispose();
        reply.SetResult(new AccessToken("Bearer too-late-1", Clock.GetUtcNow() + TimeSpan.FromHours(1)));
        await waiting;

        Assert.Null(tokens.ExpiresAt);
    }

    [Fact]
    public async Task A_cancelled_caller_does_not_spoil_the_login_for_others()
    {
        var began = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tokens = Keep(new CachedTokenSource(
            async (_, token) =>
            {
                began.TrySetResult(true);
                await go.Task;
                token.ThrowIfCancellationRequested();
                return new AccessToken("Bearer shared-token-1", null);
            },
            Clock));
        var server = Serve((peer, _) => peer.ReplyAsync(200, "{}"));
        var transport = Connect(server, o => o with { Tokens = tokens });
        using var impatient = new CancellationTokenSource();

        var first = SendAsync(transport, Get(), impatient.Token);
        var second = SendAsync(transport, Get());
        await began.Task;
        impatient.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        go.SetResult(true);
        await second;

        Assert.Equal("Bearer shared-token-1", Assert.Single(server.Requests).Header("Authorization"));
    }

    [Fact]
    public async Task The_token_is_renewed_before_it_expires()
    {
        var server = ServeLogin((peer, _) => peer.ReplyAsync(200, "{}"));
        var tokens = LogInSource(TimeSpan.FromHours(1));
        var transport = Connect(server, o => o with { Tokens = tokens });

        await SendAsync(transport, Get());
        Clock.Advance(TimeSpan.FromMinutes(54));
        await SendAsync(transport, Get());
        Assert.Equal(1, Logins(server));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(transport, Get());

        Assert.Equal(2, Logins(server));
        Assert.Equal("Bearer token-number-2", server.Requests[server.Requests.Count - 1].Header("Authorization"));
    }

    [Fact]
    public async Task A_renewal_that_fails_leaves_the_present_token_in_use_until_it_ends()
    {
        var refuse = false;
        var server = Serve((peer, request) => request.Target != "/login" ? peer.ReplyAsync(200, "{}") : refuse ? peer.ReplyAsync(503) : peer.ReplyAsync(200, """{"name":"1"}"""));
        var tokens = LogInSource(TimeSpan.FromHours(1));
        var transport = Connect(server, o => o with { Tokens = tokens });
        await SendAsync(transport, Get());

        refuse = true;
        Clock.Advance(TimeSpan.FromMinutes(56));
        await SendAsync(transport, Get());
        await SendAsync(transport, Get());
        Assert.Equal(2, Logins(server)); // not with each call
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(transport, Get());
        Assert.Equal(3, Logins(server));

        Clock.Advance(TimeSpan.FromMinutes(3));
        await Fails<ApiStatusException>(SendAsync(transport, Get()));
    }

    [Fact]
    public async Task A_token_that_seems_expired_on_arrival_is_used_since_clocks_differ()
    {
        var server = ServeLogin((peer, _) => peer.ReplyAsync(200, "{}"));
        var tokens = LogInSource(TimeSpan.FromHours(-2));
        var transport = Connect(server, o => o with { Tokens = tokens });

        await SendAsync(transport, Get());
        await SendAsync(transport, Get());

        Assert.Equal(1, Logins(server));
    }

    [Theory]
    [InlineData(-10, 1)]
    [InlineData(10, 2)]
    public async Task A_renewal_time_is_obeyed_unless_it_has_passed_on_arrival(int minutes, int expectedLogins)
    {
        var logins = 0;
        var tokens = Keep(new CachedTokenSource(
            (_, _) => Task.FromResult(new AccessToken("Bearer renewed-token-" + ++logins, null, Clock.GetUtcNow().AddMinutes(minutes))), Clock));
        var server = Serve((peer, _) => peer.ReplyAsync(200, "{}"));
        var transport = Connect(server, o => o with { Tokens = tokens });

        await SendAsync(transport, Get());
        await SendAsync(transport, Get());
        Clock.Advance(TimeSpan.FromMinutes(10));
        await SendAsync(transport, Get());

        Assert.Equal(expectedLogins, logins);
    }

    [Theory]
    [InlineData(HttpVerb.Get)]
    [InlineData(HttpVerb.Post)]
    public async Task A_401_is_answered_by_one_new_login(HttpVerb method)
    {
        var server = ServeLogin((peer, request) => request.Header("Authorization") == "Bearer token-number-2" ? peer.ReplyAsync(200, """{"name":"x"}""") : peer.ReplyAsync(401));
        var tokens = LogInSource();
        var transport = Connect(server, o => o with { Tokens = tokens });

        var thing = await SendAsync(transport, new ApiRequest(method, "/v2/things"));

        Assert.Equal("x", thing!.Name);
        Assert.Equal(2, Logins(server));
        Assert.Single(Observed.Events, e => e.Kind == TrafficEventKind.LoginAgain);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task A_second_401_is_final()
    {
        var server = ServeLogin((peer, _) => peer.ReplyAsync(401));
        var tokens = LogInSource();
        var transport = Connect(server, o => o with { Tokens = tokens });

        var error = await Fails<ApiStatusException>(SendAsync(transport, Get()));

        Assert.Equal(401, error.Status);
        Assert.Equal((2, 2), (Logins(server), server.Requests.Count - Logins(server)));
    }

    [Fact]
    public async Task A_fixed_token_is_not_sent_again_after_a_401()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(401));

        var error = await Fails<ApiStatusException>(SendAsync(Connect(server), Get()));

        Assert.Equal(401, error.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Many_calls_refused_at_once_share_one_new_login()
    {
        var server = ServeLogin((peer, request) => request.Header("Authorization") == "Bearer token-number-1" ? peer.ReplyAsync(401) : peer.ReplyAsync(200, "{}"));
        var tokens = LogInSource();
        var transport = Connect(server, o => o with { Tokens = tokens });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => SendAsync(transport, Get()))));

        Assert.Equal(2, Logins(server));
    }

    [Fact]
    public async Task A_failed_login_fails_the_call_without_repeating_it_and_the_next_call_tries_again()
    {
        var refuse = true;
        var server = Serve((peer, request) => request.Target == "/login" && refuse ? peer.ReplyAsync(503) : peer.ReplyAsync(200, """{"name":"1"}"""));
        var tokens = LogInSource();
        var transport = Connect(server, o => o with { Tokens = tokens });

        // One attempt: a POST is not repeated, and the call that wanted the token does not repeat its login either.
        var error = await Fails<ApiStatusException>(SendAsync(transport, Get()));
        Assert.Equal(("log in", 1), (error.Call.Purpose, server.Requests.Count));
        refuse = false;
        await SendAsync(transport, Get());

        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("Bearer broken\r\nX-Evil: 1")]
    [InlineData("Bearer käse-token-99")]
    public async Task A_token_that_no_header_can_carry_is_refused_without_showing_it(string value)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, "{}"));
        var transport = Connect(server, o => o with { Tokens = new FixedTokenSource(value) });

        var error = await Fails<ArgumentException>(SendAsync(transport, Get()));

        Assert.DoesNotContain(value.Substring(7, 6), error.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("/../../x")]
    [InlineData("/v2/%2e%2E/x")]
    [InlineData("/v2/assets?x=1")]
    [InlineData("v2/assets")]
    [InlineData("/v2\\x")]
    public async Task A_path_that_was_not_escaped_is_refused_or_stays_inside_the_origin(string path)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, "{}"));
        var transport = Connect(server);

        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            await SendAsync(transport, Get(path));
            Assert.Equal(path, Assert.Single(server.Requests).Target);
        }
        else
        {
            await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(transport, Get(path)));
            Assert.Empty(server.Requests);
        }
    }

    [Fact]
    public async Task Escaped_segments_and_query_values_arrive_as_they_were_meant()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, "{}"));
        var request = new ApiRequest(HttpVerb.Get, "/v2/asset_files/" + Uri.EscapeDataString("a b/ü+c%.csv"))
        {
            Query = [new("name", "a&b=c d+ü"), new("absent", null), new("empty", "")],
        };

        await SendAsync(Connect(server), request);

        Assert.Equal("/v2/asset_files/a%20b%2F%C3%BC%2Bc%25.csv?name=a%26b%3Dc%20d%2B%C3%BC&empty=", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public void An_address_with_credentials_or_a_path_is_refused_without_showing_it()
    {
        var error = Assert.Throws<ArgumentException>(() => new TransportOptions(new Uri("https://joe:canary-password@cpd.example/")));
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TransportOptions(new Uri("https://cpd.example/zen/#/home")));
        Assert.Throws<ArgumentException>(() => new TransportOptions(new Uri("ftp://cpd.example/")));
    }
}
