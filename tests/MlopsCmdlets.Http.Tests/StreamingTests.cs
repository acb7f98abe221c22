using System.Diagnostics;
using System.Text;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Http.Tests;

public sealed class StreamingTests : TransportTest
{
    private static readonly byte[] Big = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i * 31 >> 3))];

    private static ApiRequest Content(string path = "/v2/asset_files/big.bin") => new(HttpVerb.Get, path) { Accept = "*/*", Purpose = "download the file" };

    private static ApiRequest Upload(Func<Stream> open, long? length) =>
        new(HttpVerb.Put, "/v2/asset_files/big.bin") { Body = new ApiBody.Raw(open, length, "application/zip"), Purpose = "upload the file" };

    private static async Task<byte[]> ReadAsync(ApiDownload download)
    {
        using var all = new MemoryStream();
        await download.Content.CopyToAsync(all, 81920, Stop);
        return all.ToArray();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_raw_body_arrives_with_its_length_or_in_chunks(bool known)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(201, "{}"));

        await SendAsync(Connect(server), Upload(() => known ? new MemoryStream(Big) : new Unseekable(new MemoryStream(Big)), known ? Big.Length : null));

        var seen = Assert.Single(server.Requests);
        Assert.True(seen.Body.AsSpan().SequenceEqual(Big));
        Assert.Equal(known ? "3000000" : null, seen.Header("Content-Length"));
        Assert.Equal("application/zip", seen.Header("Content-Type"));
        Assert.Null(seen.Header("Content-Disposition"));
        Assert.Equal("100-continue", seen.Header("Expect"));
    }

    [Fact]
    public async Task A_multipart_body_has_its_fields_and_its_file()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(202, "{}"));
        var request = new ApiRequest(HttpVerb.Post, "/v2/imports")
        {
            Body = new ApiBody.Multipart("file", "a \"quoted\"\r\nname ü.zip", () => new MemoryStream(Encoding.ASCII.GetBytes("PK-content")), "application/zip") { Fields = [new("kind", "space ü")] },
        };

        await SendAsync(Connect(server), request);

        var seen = Assert.Single(server.Requests);
        Assert.StartsWith("multipart/form-data; boundary=", seen.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("form-data; name=\"kind\"\r\n\r\nspace ü\r\n", seen.Text, StringComparison.Ordinal);
        Assert.Contains("filename=", seen.Text, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nPK-content\r\n--", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("quoted\"\r\nname", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_fails_is_its_own_error_and_not_repeated()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(201, "{}"));
        var opened = 0;

        var error = await Fails<InvalidTimeZoneException>(SendAsync(Connect(server), Upload(
            () =>
            {
                opened++;
                return new Failing(new InvalidTimeZoneException("the disk went away"));
            },
            2_000_000)));

        Assert.Equal("the disk went away", error.Message);
        Assert.Equal(1, opened);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_source_that_cannot_be_opened_is_its_own_error_and_not_repeated(bool multipart)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(201, "{}"));
        var opened = 0;
        Stream Open()
        {
            opened++;
            throw new UnauthorizedAccessException("another program has the file open");
        }

        var upload = Upload(Open, 12);
        var error = await Fails<UnauthorizedAccessException>(SendAsync(
            Connect(server), multipart ? upload with { Body = new ApiBody.Multipart("file", "big.bin", Open, "application/zip") } : upload));

        Assert.Equal("another program has the file open", error.Message);
        Assert.Equal(1, opened);
    }

    [Fact]
    public async Task What_is_no_media_type_is_said_and_not_taken_for_a_broken_connection()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(201, "{}"));
        var request = new ApiRequest(HttpVerb.Post, "/v2/things") { Body = new ApiBody.Bytes(new byte[] { 1 }, "csv") };

        var error = await Fails<ArgumentException>(SendAsync(Connect(server), request));

        Assert.Contains("'csv' is not a media type", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_download_arrives_whole_and_unbuffered()
    {
        var go = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = Serve(async (peer, _) =>
        {
            await peer.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nETag: \"v1\"\r\nContent-Disposition: attachment; filename=\"../evil.zip\"\r\nContent-Length: {Big.Length}\r\n\r\n");
            await go.Task;
            await peer.SendAsync(Big);
        });

        using var download = await Connect(server).DownloadAsync(Content(), Stop);
        Assert.Equal((200, (long?)Big.Length, "application/zip", "../evil.zip", "\"v1\"", 0L),
            (download.Status, download.Length, download.ContentType, download.FileName, download.EntityTag, download.Offset));
        go.SetResult(true);

        Assert.True((await ReadAsync(download)).AsSpan().SequenceEqual(Big));
        Assert.Equal("identity", server.Requests[0].Header("Accept-Encoding"));
    }

    [Fact]
    public async Task A_range_comes_with_its_offset()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(206, "3456", "text/plain", "Content-Range: bytes 3-6/7"));

        using var download = await Connect(server).DownloadAsync(Content() with { Headers = [new("Range", "bytes=3-"), new("If-Range", "\"v1\"")] }, Stop);

        Assert.Equal((206, 3L, 4L), (download.Status, download.Offset, download.Length));
        Assert.Equal("3456", Encoding.ASCII.GetString(await ReadAsync(download)));
        Assert.Equal(("bytes=3-", "\"v1\""), (server.Requests[0].Header("Range"), server.Requests[0].Header("If-Range")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_download_cut_short_is_told(bool reset)
    {
        var server = Serve(async (peer, _) =>
        {
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + new string('x', 400));
            if (reset)
                peer.Reset();
            else
                peer.Close();
        });
        using var download = await Connect(server).DownloadAsync(Content(), Stop);

        var error = await Fails<ApiTruncatedException>(ReadAsync(download));

        Assert.Equal(1000, error.Expected);
        Assert.InRange(error.Received, 0, 400);
        Assert.Contains("1000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("download the file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_stops_moving_is_told_with_what_came()
    {
        var server = Serve(async (peer, _) =>
        {
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + new string('x', 400));
            await peer.StallAsync();
        });
        using var download = await Connect(server, o => o with { StallTimeout = TimeSpan.FromSeconds(20) }).DownloadAsync(Content(), Stop);
        // What was sent has come before the clock runs.
        var buffer = new byte[400];
        for (var read = 0; read < buffer.Length;)
            read += await download.Content.ReadAsync(buffer, read, buffer.Length - read, Stop);

        var error = await FailsAfter<ApiStalledException>(ReadAsync(download), TimeSpan.FromSeconds(21));

        Assert.Equal((400L, TimeSpan.FromSeconds(20), false), (error.Bytes, error.Limit, error.IsUpload));
    }

    [Fact]
    public async Task A_slow_download_that_moves_and_a_reader_that_pauses_may_take_any_time()
    {
        var server = Serve(async (peer, _) =>
        {
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
            await peer.SendAsync("0123456789");
        });
        using var download = await Connect(server, o => o with { StallTimeout = TimeSpan.FromSeconds(20), AttemptTimeout = TimeSpan.FromSeconds(30), TotalTimeout = TimeSpan.FromSeconds(60) })
            .DownloadAsync(Content(), Stop);

        var text = new StringBuilder();
        var one = new byte[1];
        while (await download.Content.ReadAsync(one, 0, 1, Stop) == 1)
        {
            text.Append((char)one[0]);
            Clock.Advance(TimeSpan.FromSeconds(50));
        }

        Assert.Equal("0123456789", text.ToString());
    }

    [Fact]
    public async Task An_upload_that_the_server_stops_taking_is_told()
    {
        var server = Keep(new FaultServer(GoOnAndStallAsync) { ReadsBodies = false });
        var transport = Connect(server, o => o with { StallTimeout = TimeSpan.FromSeconds(20), AttemptTimeout = Timeout.InfiniteTimeSpan, TotalTimeout = Timeout.InfiniteTimeSpan, Retry = new RetryOptions { MaxAttempts = 1 } });

        var error = await FailsAfter<ApiStalledException>(SendAsync(transport, Upload(() => new Endless(), length: null)), TimeSpan.FromSeconds(21));

        Assert.True(error.IsUpload);
        Assert.True(error.MayHaveBeenProcessed);
    }

    private static async Task GoOnAndStallAsync(Peer peer, Received request)
    {
        await peer.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
        await peer.StallAsync();
    }

    [Fact]
    public async Task The_time_of_an_upload_does_not_count_against_the_call()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(201, """{"name":"x"}"""));
        var transport = Connect(server, o => o with { AttemptTimeout = TimeSpan.FromSeconds(30), TotalTimeout = TimeSpan.FromSeconds(60) });

        // Each of the ten reads takes fifteen seconds.
        var thing = await SendAsync(transport, Upload(() => new Slow(10, () => Clock.Advance(TimeSpan.FromSeconds(15))), length: 10));

        Assert.Equal("x", thing!.Name);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("download")]
    [InlineData("download, token of the read")]
    [InlineData("upload")]
    public async Task Cancelling_a_transfer_ends_it_at_once(string what)
    {
        using var cancel = new CancellationTokenSource();
        var server = what == "upload"
            ? Keep(new FaultServer(GoOnAndStallAsync) { ReadsBodies = false })
            : Serve(async (peer, _) =>
            {
                await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx");
                await peer.StallAsync();
            });
        var transport = Connect(server, o => o with { TimeProvider = TimeProvider.System });
        var source = new Endless();
        Task transfer;
        if (what == "upload")
        {
            transfer = SendAsync(transport, Upload(() => source, length: null), cancel.Token);
            while (source.Given == 0)
                await Task.Delay(1, Stop);
        }
        else
        {
            var ofRead = what.Contains("token", StringComparison.Ordinal);
            var download = Keep(await transport.DownloadAsync(Content(), ofRead ? Stop : cancel.Token));
            var buffer = new byte[10];
            Assert.Equal(1, await download.Content.ReadAsync(buffer, 0, 10, Stop));
            transfer = download.Content.ReadAsync(buffer, 0, 10, ofRead ? cancel.Token : CancellationToken.None);
        }

        var watch = Stopwatch.StartNew();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transfer);

        Assert.True(watch.Elapsed < Promptly, watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData(404)]
    [InlineData(416)]
    public async Task A_download_that_is_refused_is_a_status_error_with_its_body(int status)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(status, """{"message":"no such file"}"""));

        var error = await Fails<ApiStatusException>(Connect(server).DownloadAsync(Content(), Stop));

        Assert.Equal((status, """{"message":"no such file"}"""), (error.Status, error.BodyText));
    }

    [Fact]
    public async Task A_download_follows_redirects_inside_its_origin_with_the_token()
    {
        var server = Serve((peer, request) => request.Number switch
        {
            0 => peer.ReplyAsync(302, "", "", "Location: /moved?x=1"),
            1 => peer.ReplyAsync(307, "", "", "Location: again"),
            _ => peer.ReplyAsync(200, "content", "text/plain"),
        });

        using var download = await Connect(server).DownloadAsync(Content(), Stop);

        Assert.Equal("content", Encoding.ASCII.GetString(await ReadAsync(download)));
        Assert.Equal(["/v2/asset_files/big.bin", "/moved?x=1", "/again"], server.Requests.Select(r => r.Target));
        Assert.All(server.Requests, r => Assert.Equal("Bearer initial-token-of-the-test-1", r.Header("Authorization")));
    }

    [Theory]
    [InlineData("another port")]
    [InlineData("another scheme")]
    [InlineData("another name")]
    public async Task A_download_does_not_leave_its_origin(string kind)
    {
        var other = Serve((peer, _) => peer.ReplyAsync(200, "evil", "text/plain"));
        FaultServer server = null!;
        server = Serve((peer, _) => peer.ReplyAsync(302, "", "", "Location: " + kind switch
        {
            "another port" => other.Origin + "x",
            "another scheme" => server.Origin.ToString().Replace("http:", "https:") + "x",
            _ => server.Origin.ToString().Replace("127.0.0.1", "localhost") + "x",
        }));

        var error = await Fails<ApiRedirectException>(Connect(server).DownloadAsync(Content(), Stop));

        Assert.Equal(302, error.Status);
        Assert.Single(server.Requests);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_redirect_loop_ends_after_five()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(302, "", "", "Location: /loop"));
        await Fails<ApiRedirectException>(Connect(server).DownloadAsync(Content(), Stop));
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task Fifty_transfers_at_once_do_not_mix()
    {
        var server = Serve((peer, request) => request.Method == "PUT" ? peer.ReplyAsync(200, request.Body, "application/json") : peer.ReplyAsync(200, $$"""{"name":"{{request.Target}}"}"""));
        var transport = Connect(server);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            var get = await SendAsync(transport, Get("/v2/things/" + i));
            Assert.Equal("/v2/things/" + i, get!.Name);
            var body = Encoding.UTF8.GetBytes($$"""{"name":"{{new string((char)('a' + i % 26), 5000)}}"}""");
            var put = await SendAsync(transport, Upload(() => new MemoryStream(body), body.Length));
            Assert.Equal(new string((char)('a' + i % 26), 5000), put!.Name);
        })));

        Assert.Equal(100, server.Requests.Count);
    }

    private abstract class Source : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class Unseekable(Stream inner) : Source
    {
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
    }

    private sealed class Failing(Exception failure) : Source
    {
        public override int Read(byte[] buffer, int offset, int count) => throw failure;
    }

    private sealed class Endless : Source
    {
        private long _given;

        public long Given => Interlocked.Read(ref _given);

        public override int Read(byte[] buffer, int offset, int count)
        {
            Interlocked.Add(ref _given, count);
            return count;
        }
    }

    private sealed class Slow(int bytes, Action beforeEach) : Source
    {
        private int _left = bytes;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_left == 0)
                return 0;
            beforeEach();
            _left--;
            buffer[offset] = (byte)'.';
            return 1;
        }
    }
}
