using System.Globalization;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Http.Tests;

public sealed class RetryTests : TransportTest
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_transient_status_is_repeated_until_it_passes(int status)
    {
        var server = Serve((peer, request) => request.Number < 2 ? peer.ReplyAsync(status, "<html>busy</html>", "text/html") : peer.ReplyAsync(200, """{"name":"x"}"""));

        var thing = await SendAsync(Connect(server), Get());

        Assert.Equal("x", thing!.Name);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(2, Clock.Delays.Count);
        var retries = Observed.Events.Where(e => e.Kind == TrafficEventKind.Retry).ToList();
        Assert.Equal([1, 2], retries.Select(e => e.Attempt));
        Assert.All(retries, e => Assert.Equal(status, e.Status));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(501)]
    public async Task Other_statuses_are_final(int status)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(status, """{"trace":"t"}""", "application/json", "X-Global-Transaction-ID: abc-1"));

        var error = await Fails<ApiStatusException>(SendAsync(Connect(server), Get()));

        Assert.Equal((status, 1), (error.Status, error.Call.Attempts));
        Assert.Equal("abc-1", error.TransactionId);
        Assert.Equal("""{"trace":"t"}""", error.BodyText);
        Assert.Contains("GET /v2/things (read the thing)", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Four_attempts_with_growing_jittered_delays_and_then_the_last_error()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(503));

        var error = await Fails<ApiStatusException>(SendAsync(Connect(server), Get()));

        Assert.Equal(4, error.Call.Attempts);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(3, Clock.Delays.Count);
        Assert.All(Clock.Delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Delays_never_pass_the_cap()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(503));
        var transport = Connect(server, o => o with { Retry = new RetryOptions { MaxAttempts = 12, MaxDelay = TimeSpan.FromSeconds(4) }, TotalTimeout = Timeout.InfiniteTimeSpan });

        await Fails<ApiStatusException>(SendAsync(transport, Get()));

        Assert.Equal(11, Clock.Delays.Count);
        Assert.All(Clock.Delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(4)));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("120", 120)]
    public async Task Retry_after_in_seconds_is_obeyed(string header, int seconds)
    {
        var server = Serve((peer, request) => request.Number == 0 ? peer.ReplyAsync(429, "", "", "Retry-After: " + header) : peer.ReplyAsync(200, "{}"));

        await SendAsync(Connect(server), Get());

        Assert.Equal([TimeSpan.FromSeconds(seconds)], Clock.Delays);
    }

    [Fact]
    public async Task How_far_the_servers_clock_is_off_is_told_by_its_last_reply_errors_too()
    {
        var now = Clock.GetUtcNow();
        string[] dates = ["", "Date: " + now.AddHours(3).ToString("R", CultureInfo.InvariantCulture), "Date: yesterday", "Date: " + now.AddHours(-3).ToString("R", CultureInfo.InvariantCulture)];
        var server = Serve((peer, request) => peer.ReplyAsync(request.Number == 3 ? 404 : 200, "{}", "application/json", dates[request.Number] is { Length: > 0 } date ? [date] : []));
        var transport = Connect(server);
        List<double?> hours = [];
        for (var i = 0; i < 3; i++)
        {
            await SendAsync(transport, Get());
            hours.Add(transport.ClockOffset is { } offset ? Math.Round(offset.TotalHours, 2) : null);
        }
        await Fails<ApiStatusException>(SendAsync(transport, Get()));
        Assert.Equal([null, 3, 3, -3], [.. hours, Math.Round(transport.ClockOffset!.Value.TotalHours, 2)]);
    }

    [Fact]
    public async Task Retry_after_as_a_date_is_measured_from_the_servers_own_clock()
    {
        // The server's clock is two days off ours.
        var now = Clock.GetUtcNow().AddDays(2);
        var server = Serve((peer, request) => request.Number == 0
            ? peer.ReplyAsync(503, "", "", "Date: " + now.ToString("R", CultureInfo.InvariantCulture), "Retry-After: " + now.AddSeconds(9).ToString("R", CultureInfo.InvariantCulture))
            : peer.ReplyAsync(200, "{}"));

        await SendAsync(Connect(server), Get());

        Assert.Equal([TimeSpan.FromSeconds(9)], Clock.Delays);
    }

    [Fact]
    public async Task Retry_after_in_the_past_means_at_once()
    {
        var server = Serve((peer, request) => request.Number == 0
            ? peer.ReplyAsync(503, "", "", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT")
            : peer.ReplyAsync(200, "{}"));

        await SendAsync(Connect(server), Get());

        Assert.Empty(Clock.Delays);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("121")]
    [InlineData("99999999999999999999")]
    public async Task A_longer_retry_after_ends_the_call_and_is_told(string header)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(429, "", "", "Retry-After: " + header));

        var error = await Fails<ApiStatusException>(SendAsync(Connect(server), Get()));

        Assert.Single(server.Requests);
        Assert.True(error.RetryAfter > TimeSpan.FromSeconds(120));
        Assert.Contains("asks to wait", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    public async Task A_malformed_retry_after_is_ignored(string header)
    {
        var server = Serve((peer, request) => request.Number == 0 ? peer.ReplyAsync(503, "", "", "Retry-After: " + header) : peer.ReplyAsync(200, "{}"));

        await SendAsync(Connect(server), Get());

        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_post_is_not_repeated_when_the_server_may_have_acted(int status)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(status, "", "", "Retry-After: 1"));

        var error = await Fails<ApiStatusException>(SendAsync(Connect(server), Post()));

        Assert.Single(server.Requests);
        Assert.True(error.MayHaveBeenProcessed);
    }

    [Fact]
    public async Task A_post_is_repeated_after_429_since_nothing_was_done()
    {
        var server = Serve((peer, request) => request.Number == 0 ? peer.ReplyAsync(429) : peer.ReplyAsync(201, """{"name":"made"}"""));

        var thing = await SendAsync(Connect(server), Post("""{"a":1}"""));

        Assert.Equal("made", thing!.Name);
        Assert.All(server.Requests, r => Assert.Equal("""{"a":1}""", r.Text));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_wait_that_the_server_asks_for_in_its_own_way_is_kept_for_any_status_and_method()
    {
        var server = Serve((peer, request) => request.Number == 0 ? peer.ReplyAsync(403, "", "", "X-Quota-Back: 7") : peer.ReplyAsync(201, """{"name":"made"}"""));

        var thing = await SendAsync(Connect(server, WithOwnWait), Post("""{"a":1}"""));

        Assert.Equal("made", thing!.Name);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([TimeSpan.FromSeconds(7)], Clock.Delays);
    }

    [Theory]
    [InlineData("X-Quota-Back: 121", true)]
    [InlineData("X-Other: 7", false)]
    public async Task Its_own_way_of_asking_ends_the_call_when_the_wait_is_too_long_or_absent(string header, bool turnedAway)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(403, "", "", header));

        var error = await Fails<ApiStatusException>(SendAsync(Connect(server, WithOwnWait), Get()));

        Assert.Single(server.Requests);
        Assert.Equal((turnedAway, turnedAway), (error.IsTurnedAway, error.RetryAfter is not null));
        Assert.False(error.MayHaveBeenProcessed);
    }

    [Fact]
    public async Task A_lost_reply_to_a_post_is_one_request_and_says_that_the_outcome_is_unknown()
    {
        var server = Serve((peer, request) =>
        {
            if (request.Number == 0)
                return peer.ReplyAsync(200, "{}");
            peer.Close();
            return Task.CompletedTask;
        });
        var transport = Connect(server);
        await SendAsync(transport, Get());

        // On the kept-alive connection, where HTTP stacks like to send again by themselves; with and without a body.
        var error = await Fails<ApiConnectionException>(SendAsync(transport, Post()));
        await SendWarmupAndLoseAsync();

        Assert.True(error.MayHaveBeenProcessed);
        Assert.Contains("not known", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);

        async Task SendWarmupAndLoseAsync()
        {
            var other = Serve((peer, request) =>
            {
                if (request.Method == "GET")
                    return peer.ReplyAsync(200, "{}");
                peer.Reset();
                return Task.CompletedTask;
            });
            var second = Connect(other);
            await SendAsync(second, Get());
            var empty = await Fails<ApiConnectionException>(SendAsync(second, new ApiRequest(HttpVerb.Post, "/v2/start")));
            Assert.True(empty.MayHaveBeenProcessed);
            Assert.Single(other.Requests, r => r.Method == "POST");
        }
    }

    [Fact]
    public async Task A_safe_post_and_a_put_are_repeated_after_a_lost_reply()
    {
        var server = Serve((peer, request) =>
        {
            if (request.Number % 2 == 1)
                return peer.ReplyAsync(200, "{}");
            peer.Reset();
            return Task.CompletedTask;
        });
        var transport = Connect(server);

        await SendAsync(transport, Post() with { Retry = RetrySafety.Safe });
        await SendAsync(transport, new ApiRequest(HttpVerb.Put, "/v2/things/1") { Body = new ApiBody.Bytes("{}"u8.ToArray(), "application/json") });

        Assert.Equal(["POST", "POST", "PUT", "PUT"], server.Requests.Select(r => r.Method));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_request_marked_never_is_sent_once(int status)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(status));

        await Fails<ApiStatusException>(SendAsync(Connect(server), new ApiRequest(HttpVerb.Put, "/v2/lock") { Retry = RetrySafety.Never }));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_time_limit_of_a_call_ends_its_retries()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(503, "", "", "Retry-After: 40"));

        var error = await Fails<ApiTimeoutException>(SendAsync(Connect(server), Get() with { Timeout = TimeSpan.FromSeconds(60) }));

        Assert.True(error.IsTotal);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(503, Assert.IsType<ApiStatusException>(error.InnerException).Status);
        Assert.Contains("503", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_retry_quota_stops_retries_until_calls_succeed_again()
    {
        var failing = true;
        var server = Serve((peer, _) => failing ? peer.ReplyAsync(503) : peer.ReplyAsync(200, "{}"));
        var transport = Connect(server, o => o with { Retry = new RetryOptions { Quota = 20 } });

        await Fails<ApiStatusException>(SendAsync(transport, Get()));
        await Fails<ApiStatusException>(SendAsync(transport, Get()));
        var before = server.Requests.Count;
        await Fails<ApiStatusException>(SendAsync(transport, Get()));
        var whileEmpty = server.Requests.Count - before;
        failing = false;
        for (var i = 0; i < 5; i++)
            await SendAsync(transport, Get());
        failing = true;
        before = server.Requests.Count;
        await Fails<ApiStatusException>(SendAsync(transport, Get()));

        Assert.Equal(1, whileEmpty);
        Assert.Equal(2, server.Requests.Count - before);
    }

    [Fact]
    public async Task A_retry_sends_a_streamed_body_anew_from_its_beginning()
    {
        var opened = 0;
        var server = Serve((peer, request) => request.Number < 2 ? peer.ReplyAsync(502) : peer.ReplyAsync(200, "{}"));
        var request = new ApiRequest(HttpVerb.Put, "/v2/asset_files/a.bin")
        {
            Body = new ApiBody.Raw(
                () =>
                {
                    opened++;
                    return new MemoryStream("content"u8.ToArray());
                },
                7, "application/octet-stream"),
        };

        await SendAsync(Connect(server), request);

        Assert.Equal(3, opened);
        Assert.All(server.Requests, r => Assert.Equal("content", r.Text));
    }

    private static TransportOptions WithOwnWait(TransportOptions options) => options with
    {
        Retry = new RetryOptions
        {
            ReadWait = (_, headers, _) => headers.TryGetValue("x-quota-back", out var wait) ? TimeSpan.FromSeconds(int.Parse(wait, CultureInfo.InvariantCulture)) : null,
        },
    };
}
