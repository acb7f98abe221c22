using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Http.Tests;

/// <summary>What a broken server or network does to a reply that is read into memory.</summary>
public sealed class FaultTests : TransportTest
{
    private const string Whole = """{"name":"whole"}""";

    public static TheoryData<string> Breakages => ["reset", "close", "garbage", "half a header", "cut body", "cut body and reset", "cut chunks", "cut gzip"];

    [Theory]
    [MemberData(nameof(Breakages))]
    public async Task A_broken_reply_is_repeated_and_the_whole_one_taken(string breakage)
    {
        var server = Serve((peer, request) => request.Number == 0 ? BreakAsync(peer, breakage) : peer.ReplyAsync(200, Whole));

        var thing = await SendAsync(Connect(server), Get());

        Assert.Equal("whole", thing!.Name);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Breakages))]
    public async Task A_broken_reply_is_a_typed_error_when_it_stays_broken(string breakage)
    {
        var server = Serve((peer, _) => BreakAsync(peer, breakage));

        var error = await Assert.ThrowsAnyAsync<ApiException>(() => SendAsync(Connect(server), Get()));

        Assert.Equal(4, error.Call.Attempts);
        Assert.False(error.MayHaveBeenProcessed);
        if (breakage.StartsWith("cut", StringComparison.Ordinal))
            Assert.IsType<ApiTruncatedException>(error);
        else
            Assert.IsType<ApiConnectionException>(error);
    }

    private static async Task BreakAsync(Peer peer, string breakage)
    {
        switch (breakage)
        {
            case "reset":
                peer.Reset();
                return;
            case "close":
                peer.Close();
                return;
            case "garbage":
                await peer.SendAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n");
                peer.Close();
                return;
            case "half a header":
                await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Le");
                peer.Close();
                return;
            case "cut body":
                await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":\"who");
                peer.Close();
                return;
            case "cut body and reset":
                await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":\"who");
                peer.Reset();
                return;
            case "cut chunks":
                await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"name\":\"w");
                peer.Close();
                return;
            default:
                var gzip = Zip(Whole);
                await peer.SendAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {gzip.Length}\r\n\r\n");
                await peer.SendAsync([.. gzip.Take(gzip.Length - 9)]);
                peer.Close();
                return;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_compressed_as_it_says_was_changed_on_the_way_and_is_not_asked_for_again(bool begins)
    {
        // Damage in the middle of the compressed bytes, and a body that never was gzip.
        byte[] body = begins ? Zip(string.Concat(Enumerable.Range(0, 2000))) : Encoding.ASCII.GetBytes(Whole);
        if (begins)
            Array.Clear(body, 40, body.Length - 80);
        var server = Serve((peer, _) => peer.ReplyAsync(200, body, "application/json", "Content-Encoding: gzip"));

        var error = await Fails<ApiEncodingException>(SendAsync(Connect(server), Get("/v2/things")));

        Assert.Single(server.Requests);
        Assert.Contains($"{server.Origin}v2/things", error.Message, StringComparison.Ordinal);
        Assert.Contains("Content-Encoding: gzip", error.Message, StringComparison.Ordinal);
        Assert.False(error.MayHaveBeenProcessed);
        Assert.True((await Fails<ApiEncodingException>(SendAsync(Connect(server), Post()))).MayHaveBeenProcessed);
    }

    [Fact]
    public async Task A_download_that_is_not_compressed_as_it_says_is_the_same_error()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, Encoding.ASCII.GetBytes("PK and the rest"), "application/zip", "Content-Encoding: gzip"));
        using var download = await Connect(server).DownloadAsync(Get(), Stop);

        await Fails<ApiEncodingException>(download.Content.ReadAsync(new byte[10], 0, 10, Stop));
    }

    [Fact]
    public async Task An_error_whose_text_cannot_be_unpacked_is_still_that_error()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(404, Encoding.ASCII.GetBytes("no gzip"), "text/plain", "Content-Encoding: gzip"));

        Assert.Equal(404, (await Fails<ApiStatusException>(SendAsync(Connect(server), Get()))).Status);
    }

    private static byte[] Zip(string text)
    {
        using var all = new MemoryStream();
        using (var gzip = new GZipStream(all, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text), 0, Encoding.UTF8.GetByteCount(text));
        return all.ToArray();
    }

    [Fact]
    public async Task A_compressed_reply_is_unpacked_and_the_connection_kept()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, Zip(Whole), "application/json", "Content-Encoding: gzip"));
        var transport = Connect(server);

        for (var i = 0; i < 3; i++)
            Assert.Equal("whole", (await SendAsync(transport, Get()))!.Name);

        Assert.Equal("gzip", server.Requests[0].Header("Accept-Encoding"));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_bomb_stops_at_the_limit()
    {
        var bomb = Zip(new string(' ', 5_000_000));
        var server = Serve((peer, _) => peer.ReplyAsync(200, bomb, "application/json", "Content-Encoding: gzip"));

        var error = await Fails<ApiTooLargeException>(SendAsync(Connect(server, o => o with { MaxReplyBytes = 1_000_000 }), Get()));

        Assert.Equal(1_000_000, error.Limit);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("Content-Length: 99999999\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    public async Task A_reply_over_the_limit_is_refused(string length)
    {
        var server = Serve(async (peer, _) =>
        {
            await peer.SendAsync("HTTP/1.1 200 OK\r\n" + length + "\r\n");
            var block = Encoding.ASCII.GetBytes("1000\r\n" + new string('x', 4096) + "\r\n");
            for (var i = 0; i < 100; i++)
                await peer.SendAsync(block);
            await peer.StallAsync();
        });

        await Fails<ApiTooLargeException>(SendAsync(Connect(server, o => o with { MaxReplyBytes = 100_000 }), Get()));
    }

    [Fact]
    public async Task Endless_headers_are_refused()
    {
        var server = Serve(async (peer, _) =>
        {
            await peer.SendAsync("HTTP/1.1 200 OK\r\n");
            var line = "X-Filler: " + new string('y', 1000) + "\r\n";
            for (var i = 0; i < 2000; i++)
                await peer.SendAsync(line);
            await peer.StallAsync();
        });

        var error = await Assert.ThrowsAnyAsync<ApiException>(() => SendAsync(Connect(server, o => o with { Retry = new RetryOptions { MaxAttempts = 1 } }), Get()));
        Assert.True(error is ApiTooLargeException or ApiConnectionException, error.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"na")]
    public async Task Silence_ends_with_the_attempts_time_limit(string sentBefore)
    {
        var server = Serve(async (peer, _) =>
        {
            await peer.SendAsync(sentBefore);
            await peer.StallAsync();
        });
        var transport = Connect(server, o => o with { Retry = new RetryOptions { MaxAttempts = 1 }, AttemptTimeout = TimeSpan.FromSeconds(10) });

        var error = await FailsAfter<ApiTimeoutException>(SendAsync(transport, Get()), TimeSpan.FromSeconds(3));

        Assert.Equal((TimeSpan.FromSeconds(10), false), (error.Limit, error.IsTotal));
    }

    [Fact]
    public async Task A_time_out_of_one_attempt_is_repeated()
    {
        var server = Serve((peer, request) => request.Number == 0 ? peer.StallAsync() : peer.ReplyAsync(200, Whole));
        var call = SendAsync(Connect(server, o => o with { AttemptTimeout = TimeSpan.FromSeconds(10) }), Get());
        while (server.Requests.Count == 0)
            await Task.Delay(1, Stop);

        Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("whole", (await call)!.Name);
    }

    [Fact]
    public async Task A_body_that_drips_cannot_outlast_the_attempt()
    {
        var server = Serve(async (peer, _) =>
        {
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (true)
            {
                await peer.SendAsync(" ");
                await Task.Delay(2);
            }
        });
        var clock = new WatchedClock();
        var transport = Connect(server, o => o with { TimeProvider = clock, Retry = new RetryOptions { MaxAttempts = 1 }, AttemptTimeout = TimeSpan.FromSeconds(60), StallTimeout = TimeSpan.FromSeconds(30) });
        var call = SendAsync(transport, Get());

        // A second for each read that has begun: however slow the machine, the reply never seems to stand still.
        for (long seen = 0; !call.IsCompleted; await Task.Delay(1, Stop))
        {
            if (clock.Looks == seen)
                continue;
            clock.Advance(TimeSpan.FromSeconds(1));
            seen = clock.Looks;
        }

        await Fails<ApiTimeoutException>(call);
    }

    /// <summary>Counts how often it is looked at: the beginning of a read looks at it.</summary>
    private sealed class WatchedClock : FakeTimeProvider
    {
        private long _looks;

        public long Looks => Interlocked.Read(ref _looks);

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _looks);
            return base.GetTimestamp();
        }
    }

    [Fact]
    public async Task A_refused_connection_is_unreachable_even_for_a_post_and_repeated()
    {
        // Bound, so that nobody else gets the port, but never listening.
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)deaf.LocalEndPoint!).Port;
        var transport = Keep(new RestTransport(new TransportOptions(new Uri($"http://127.0.0.1:{port}/")) { TimeProvider = Clock, Proxy = ProxyOptions.Direct }));

        var error = await Fails<ApiUnreachableException>(SendAsync(transport, Post()));

        Assert.Equal((UnreachableReason.ConnectionRefused, 4), (error.Reason, error.Call.Attempts));
        Assert.False(error.MayHaveBeenProcessed);
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_host_is_told_at_once()
    {
        var transport = Keep(new RestTransport(new TransportOptions(new Uri("https://cpd.invalid/")) { TimeProvider = Clock, Proxy = ProxyOptions.Direct }));

        var error = await Fails<ApiUnreachableException>(SendAsync(transport, Get()));

        Assert.Contains("cpd.invalid", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("headers")]
    [InlineData("body")]
    [InlineData("delay")]
    public async Task Cancelling_ends_a_call_at_once_wherever_it_waits(string where)
    {
        var server = Serve(async (peer, _) =>
        {
            if (where == "delay")
            {
                await peer.ReplyAsync(503);
                return;
            }

            if (where == "body")
                await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
            await peer.StallAsync();
        });
        using var cancel = new CancellationTokenSource();
        // A real clock, so that the delay is really waited for.
        var transport = Connect(server, o => o with { TimeProvider = TimeProvider.System, Retry = new RetryOptions { BaseDelay = TimeSpan.FromMinutes(2), MaxDelay = TimeSpan.FromMinutes(2) } });
        var call = SendAsync(transport, Get(), cancel.Token);
        while (server.Requests.Count == 0 || where == "delay" && !Observed.Events.Any(e => e.Delay is not null) || where == "body" && !Observed.Events.Any(e => e.Status == 200))
            await Task.Delay(1, Stop);

        var watch = Stopwatch.StartNew();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.True(watch.Elapsed < Promptly, watch.Elapsed.ToString());
    }

    [Fact]
    public async Task A_cancelled_token_sends_nothing()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, Whole));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(Connect(server), Get(), new CancellationToken(canceled: true)));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Dispose_ends_calls_in_flight_and_refuses_new_ones()
    {
        var server = Serve((peer, _) => peer.StallAsync());
        var transport = Connect(server);
        var call = SendAsync(transport, Get());
        while (server.Requests.Count == 0)
            await Task.Delay(1, Stop);

        transport.Dispose();

        await Fails<ObjectDisposedException>(call);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => SendAsync(transport, Get()));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_call_follows_no_redirect_and_names_where_it_pointed(int status)
    {
        var other = Serve((peer, _) => peer.ReplyAsync(200, Whole));
        var server = Serve((peer, _) => peer.ReplyAsync(status, "", "", $"Location: {other.Origin}login?token=canary-value-7"));

        var error = await Fails<ApiRedirectException>(SendAsync(Connect(server), Get()));

        Assert.Equal(status, error.Status);
        Assert.Contains(other.Origin.Authority + "/login", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(other.Requests);
        Assert.Single(server.Requests);
    }
}
