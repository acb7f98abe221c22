using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>The discussions of pull requests.</summary>
internal sealed class AzureThreadRoutes : AzurePart
{
    private static readonly string[] Statuses = ["unknown", "active", "fixed", "wontFix", "closed", "byDesign", "pending"];

    protected override void Map()
    {
        foreach (var prefix in new[] { OfOrganization, OfProject })
        {
            var all = prefix + "/git/repositories/{repository}/pullrequests/{id}/threads";
            var one = all + "/{thread}";
            Get(all, call => AzureCall.List(call.PullRequest().Threads.Select(t => (JsonNode)Document(call, t))));
            Post(all, CreateAsync);
            Get(one, call => Reply.Json(Document(call, Thread(call))));
            Patch(one, async call =>
            {
                var thread = Thread(call, "vso.code_write");
                thread.Status = Status(await call.BodyAsync()) ?? thread.Status;
                thread.UpdatedAt = call.Now;
                return Reply.Json(Document(call, thread));
            });
            Get(one + "/comments", call => AzureCall.List(Thread(call).Comments.Select(c => (JsonNode)Document(call, c))));
            Post(one + "/comments", async call =>
            {
                var thread = Thread(call, "vso.code_write");
                return Reply.Json(Document(call, Add(call, thread, await call.BodyAsync())));
            });
            Patch(one + "/comments/{comment}", async call =>
            {
                var comment = Comment(call);
                comment.Content = (await call.BodyAsync()).Text("content") ?? throw AzureErrors.Argument("content");
                comment.UpdatedAt = call.Now;
                return Reply.Json(Document(call, comment));
            });
            Delete(one + "/comments/{comment}", call =>
            {
                var comment = Comment(call);
                comment.IsDeleted = true;
                comment.Content = "";
                return Reply.Empty(200);
            });
        }
    }

    private static int Number(AzureCall call, string name) => int.TryParse(call.Route(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static AzureThread Thread(AzureCall call, string scope = "vso.code") =>
        call.PullRequest(scope).Threads.FirstOrDefault(t => t.Id == Number(call, "thread")) ?? throw new ApiException(404, "DiscussionThreadNotFoundException", "TF404015: The thread was not found.");

    private static AzureComment Comment(AzureCall call)
    {
        var comment = Thread(call, "vso.code_write").Comments.FirstOrDefault(c => c.Id == Number(call, "comment")) ?? throw new ApiException(404, "DiscussionCommentNotFoundException", "TF404016: The comment was not found.");
        return comment.Author == call.User && !comment.IsOfHost ? comment : throw new ApiException(403, "CommentCannotBeUpdatedException", "TF402625: Comment cannot be updated. You can only edit your own comments.");
    }

    private static async Task<IResult> CreateAsync(AzureCall call)
    {
        var pull = call.PullRequest("vso.code_write");
        var body = await call.BodyAsync();
        if (body.Array("comments") is not { Count: > 0 } comments) throw AzureErrors.Argument("comments");
        var thread = new AzureThread(pull.Threads.Count + 1, call.Now) { Status = Status(body), Properties = body.Object("properties")?.Copy() ?? [] };
        foreach (var comment in comments.OfType<JsonObject>()) Add(call, thread, comment);
        pull.Threads.Add(thread);
        pull.Touch();
        return Reply.Json(Document(call, thread));
    }

    private static AzureComment Add(AzureCall call, AzureThread thread, JsonObject body)
    {
        var comment = new AzureComment(thread.Comments.Count + 1, call.User, call.Now)
        {
            Content = body.Text("content") is { Length: > 0 } text ? text : throw AzureErrors.Argument("content"),
            Parent = (int)(body.Whole("parentCommentId") ?? 0),
            UpdatedAt = call.Now,
        };
        thread.Comments.Add(comment);
        thread.UpdatedAt = call.Now;
        return comment;
    }

    /// <summary>By name, or by the number that the name stands for.</summary>
    private static string? Status(JsonObject body)
    {
        if (body.Whole("status") is { } number) return number >= 0 && number < Statuses.Length ? Statuses[number] : throw AzureErrors.Argument("status");
        if (body.Text("status") is not { } text) return null;
        return Statuses.FirstOrDefault(s => s.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? throw AzureErrors.Argument("status");
    }

    private static JsonObject Document(AzureCall call, AzureThread thread)
    {
        var document = new JsonObject
        {
            ["id"] = thread.Id,
            ["publishedDate"] = thread.PublishedAt.ToMilliseconds(),
            ["lastUpdatedDate"] = thread.UpdatedAt.ToMilliseconds(),
            ["comments"] = thread.Comments.Select(c => (JsonNode)Document(call, c)).ToJsonArray(),
            ["threadContext"] = null,
            ["properties"] = thread.Properties.DeepClone(),
            ["identities"] = thread.Voter is { } voter ? new JsonObject { ["1"] = AzureDocuments.Identity(call, voter) } : null,
            ["isDeleted"] = false,
        };
        if (thread.Status is { } status) document["status"] = status;
        return document;
    }

    private static JsonObject Document(AzureCall call, AzureComment comment)
    {
        var document = new JsonObject
        {
            ["id"] = comment.Id,
            ["parentCommentId"] = comment.Parent,
            ["author"] = AzureDocuments.Identity(call, comment.Author),
            ["publishedDate"] = comment.PublishedAt.ToMilliseconds(),
            ["lastUpdatedDate"] = comment.UpdatedAt.ToMilliseconds(),
            ["lastContentUpdatedDate"] = comment.UpdatedAt.ToMilliseconds(),
            ["commentType"] = comment.IsOfHost ? "system" : "text",
            ["usersLiked"] = new JsonArray(),
        };
        if (comment.IsDeleted) document["isDeleted"] = true;
        else document["content"] = comment.Content;
        return document;
    }
}
