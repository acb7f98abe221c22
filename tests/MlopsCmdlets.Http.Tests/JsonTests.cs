using System.Text;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Http.Tests;

public sealed class JsonTests : TransportTest
{
    [Theory]
    [InlineData(204, "", "")]
    [InlineData(200, "", "application/json")]
    [InlineData(202, "\uFEFF", "application/json")]
    [InlineData(200, "null", "application/json")]
    public async Task An_empty_reply_is_null(int status, string body, string type)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(status, body, type));
        Assert.Null(await SendAsync(Connect(server), Get()));
    }

    [Theory]
    [InlineData("\uFEFF{\"name\":\"ü\"}", "application/json; charset=utf-8")]
    [InlineData("{\"name\":\"ü\"}", "text/plain")]
    [InlineData(" \n{\"name\":\"\\u00fc\",\"unknown\":{\"a\":[1]}}", "")]
    public async Task A_byte_order_mark_another_media_type_and_unknown_members_do_not_matter(string body, string type)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, body, type));
        Assert.Equal("ü", (await SendAsync(Connect(server), Get()))!.Name);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><title>Log in</title>", "text/html", true)]
    [InlineData("  <html>not installed</html>", "application/json", true)]
    [InlineData("Error 404 - Not Found", "text/plain", false)]
    [InlineData("{\"name\":\"cut", "application/json", false)]
    [InlineData("{\"name\":1} trailing", "application/json", false)]
    [InlineData("{\"name\":{\"not\":\"a string\"}}", "application/json", false)]
    [InlineData("[1,2]", "application/json", false)]
    public async Task What_is_not_the_expected_json_is_told_with_its_beginning(string body, string type, bool html)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, body, type));

        var error = await Fails<ApiNotJsonException>(SendAsync(Connect(server), Get()));

        Assert.Equal(html, error.IsHtml);
        Assert.Equal(body.Trim(), error.Excerpt);
        Assert.Contains(error.Excerpt, error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_excerpt_is_short_and_harmless()
    {
        var body = "oops \u001b[31mred\u001b]0;title\u0007 ##vso[task.setvariable variable=x]y\r\n##[error]z" + new string('a', 500) + "tail";
        var server = Serve((peer, _) => peer.ReplyAsync(200, body));

        var error = await Fails<ApiNotJsonException>(SendAsync(Connect(server), Get()));

        Assert.StartsWith("oops red ##_vso[task.setvariable variable=x]y ##_[error]zaaa", error.Excerpt, StringComparison.Ordinal);
        Assert.InRange(error.Excerpt.Length, 200, 201);
    }

    [Fact]
    public async Task Json_deeper_than_64_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"inner\":", 100)) + "null" + new string('}', 100);
        var server = Serve((peer, _) => peer.ReplyAsync(200, deep));
        await Fails<ApiNotJsonException>(SendAsync(Connect(server), Get()));
    }

    [Fact]
    public async Task An_unreadable_reply_to_a_post_says_that_it_may_have_been_carried_out()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(201, "<html>", "text/html"));
        Assert.True((await Fails<ApiNotJsonException>(SendAsync(Connect(server), Post()))).MayHaveBeenProcessed);
    }

    [Fact]
    public async Task A_raw_reply_has_status_type_headers_and_bytes()
    {
        var bytes = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();
        var server = Serve((peer, _) => peer.ReplyAsync(201, bytes, "application/octet-stream", "X-Thing: 1", "X-Thing: 2"));

        var reply = await Connect(server).SendAsync(Get(), Stop);

        Assert.Equal((201, "application/octet-stream"), (reply.Status, reply.ContentType));
        Assert.Equal("1, 2", reply.Headers["x-thing"]);
        Assert.True(reply.Body.Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task Head_has_no_body_whatever_its_length_says()
    {
        var server = Serve((peer, _) => peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"));
        var transport = Connect(server);

        for (var i = 0; i < 2; i++)
        {
            var reply = await transport.SendAsync(new ApiRequest(HttpVerb.Head, "/v2/asset_files/x"), Stop);
            Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
        }
    }

    [Fact]
    public async Task An_error_body_is_kept_up_to_its_limit_and_without_a_byte_order_mark()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(400, "\uFEFF" + new string('e', 200_000), "text/plain"));

        var error = await Fails<ApiStatusException>(SendAsync(Connect(server), Get()));

        Assert.Equal('e', error.BodyText[0]);
        Assert.InRange(error.BodyText.Length, 65_000, 65_536);
    }

    [Fact]
    public async Task An_error_whose_body_is_cut_keeps_its_status()
    {
        var server = Serve(async (peer, _) =>
        {
            await peer.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\n\r\n{\"trace\"");
            peer.Close();
        });
        Assert.Equal(403, (await Fails<ApiStatusException>(SendAsync(Connect(server), Get()))).Status);
    }

    [Fact]
    public async Task Body_headers_and_accept_arrive()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, "{}"));
        var request = new ApiRequest(HttpVerb.Patch, "/v2/assets/1")
        {
            Accept = "application/zip",
            Headers = [new("X-One", "1"), new("Range", "bytes=5-")],
            Body = new ApiBody.Bytes(Encoding.UTF8.GetBytes("[]"), "application/json-patch+json"),
        };

        await SendAsync(Connect(server), request);

        var seen = Assert.Single(server.Requests);
        Assert.Equal(("PATCH", "application/zip", "1", "bytes=5-", "application/json-patch+json", "[]", "MlopsCmdlets"),
            (seen.Method, seen.Header("Accept"), seen.Header("X-One"), seen.Header("Range"), seen.Header("Content-Type"), seen.Text, seen.Header("User-Agent")));
        Assert.Null(seen.Header("Cookie"));
        Assert.Null(seen.Header("Expect"));
    }

    [Theory]
    [InlineData("X-Evil", "a\r\nX-Other: b")]
    [InlineData("authorization", "Bearer mine")]
    public async Task Headers_that_could_split_the_request_or_carry_another_token_are_refused(string name, string value)
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, "{}"));
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(Connect(server), Get() with { Headers = [new(name, value)] }));
        Assert.Empty(server.Requests);
    }
}
