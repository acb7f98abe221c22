using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Git.Transport;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>References, pushes of single commits, and annotated tags.</summary>
internal sealed class AzureRefRoutes : AzurePart
{
    protected override void Map()
    {
        foreach (var prefix in new[] { OfOrganization, OfProject })
        {
            var one = prefix + "/git/repositories/{repository}";
            Get(one + "/refs", RefsAsync);
            Post(one + "/refs", UpdateRefsAsync);
            Post(one + "/pushes", PushAsync);
            Post(one + "/annotatedtags", CreateTagAsync);
            Get(one + "/annotatedtags/{sha}", GetTagAsync);
        }
    }

    /// <summary><c>filter</c> is a prefix without <c>refs/</c>: <c>heads/dev</c> also finds <c>heads/develop</c>.</summary>
    private static async Task<IResult> RefsAsync(AzureCall call)
    {
        var repository = call.Repository();
        var (prefix, part, peel) = ("refs/" + call.Query("filter"), call.Query("filterContains"), call.Flag("peelTags"));
        var refs = (await (await repository.PeekAsync()).RefsAsync())
            .Where(r => r.Name.StartsWith(prefix, StringComparison.Ordinal) && (part is null || r.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        return call.Page(refs, r => AzureDocuments.Ref(call, repository, r, peel));
    }

    /// <summary>Each update has its own outcome; the status of the whole is 200.</summary>
    private static async Task<IResult> UpdateRefsAsync(AzureCall call)
    {
        var repository = call.Repository("vso.code_write");
        var storage = await repository.OpenAsync();
        List<JsonNode> results = [];
        foreach (var item in await call.AnyBodyAsync() as JsonArray ?? throw AzureErrors.Argument("refUpdates"))
        {
            var update = new RefUpdate(item.Text("name") ?? "", item.Text("oldObjectId") ?? "", item.Text("newObjectId") ?? "");
            var status = await UpdateRefAsync(call, repository, storage, update);
            results.Add(new JsonObject
            {
                ["repositoryId"] = repository.Guid,
                ["name"] = update.Name,
                ["oldObjectId"] = update.Old,
                ["newObjectId"] = update.New,
                ["isLocked"] = false,
                ["updateStatus"] = status,
                ["success"] = status == "succeeded",
            });
        }

        return AzureCall.List(results);
    }

    private static async Task<string> UpdateRefAsync(AzureCall call, AzureRepository repository, BareRepository storage, RefUpdate update)
    {
        if (!GitRef.LooksLikeSha(update.Old) || !GitRef.LooksLikeSha(update.New)) return "staleOldObjectId";
        if (!await storage.IsValidRefAsync(update.Name)) return "invalidRefName";
        if (((await storage.RefAsync(update.Name))?.Sha ?? GitRef.None) != update.Old) return "staleOldObjectId";
        if (!update.Deletes && await storage.KindAsync(update.New) is null) return "unresolvableToCommit";
        if (repository.Judge(update, call.User) is { } rule)
        {
            var forward = rule.OnlyForward && await storage.IsAncestorAsync(update.Old, update.New);
            if (!forward)
                return rule.Reason == AzureRepository.UsePullRequest ? "rejectedByPolicy" : update.Creates ? "createBranchPermissionRequired" : rule.Reason.Contains("ForcePush", StringComparison.Ordinal) ? "forcePushRequired" : "writePermissionRequired";
        }

        var done = update.Deletes ? await storage.DeleteRefAsync(update.Name, update.Old) : await storage.UpdateRefAsync(update.Name, update.New, update.Old);
        if (!done) return "refNameConflict";
        await repository.OnRefChangedAsync(update, call.User);
        return "succeeded";
    }

    private static async Task<IResult> PushAsync(AzureCall call)
    {
        var repository = call.Repository("vso.code_write");
        var storage = await repository.OpenAsync();
        var body = await call.BodyAsync();
        var target = body.Array("refUpdates") is [var only] ? only : throw AzureErrors.Argument("refUpdates");
        var (name, old) = (target.Text("name") ?? throw AzureErrors.Argument("name"), target.Text("oldObjectId") ?? GitRef.None);
        if (((await storage.RefAsync(name))?.Sha ?? GitRef.None) != old)
            throw new ApiException(409, "GitReferenceStaleException", $"TF401028: The reference '{name}' has already been updated by another client, so you cannot update it. Please try again.");
        var tip = GitRef.IsNone(old) ? null : old;
        List<JsonNode> commits = [];
        foreach (var commit in body.Array("commits") ?? throw AzureErrors.Argument("commits"))
        {
            var writes = (commit.Array("changes") ?? throw AzureErrors.Argument("changes")).Select(Write).ToList();
            tip = await storage.CommitFilesAsync(tip, writes, commit.Text("comment") ?? "", call.User.Sign(call.Now));
            commits.Add(AzureDocuments.Commit(call, repository, (await storage.CommitAsync(tip))!));
        }

        var update = new RefUpdate(name, old, tip ?? throw AzureErrors.Argument("commits"));
        if (repository.Judge(update, call.User) is { OnlyForward: false } rule) throw new ApiException(403, "GitRefUpdateRejectedByPolicyException", rule.Reason);
        await storage.UpdateRefAsync(name, tip, old);
        await repository.OnRefChangedAsync(update, call.User);
        return Reply.Created(new JsonObject
        {
            ["commits"] = commits.ToJsonArray(),
            ["refUpdates"] = new JsonArray(new JsonObject { ["repositoryId"] = repository.Guid, ["name"] = name, ["oldObjectId"] = old, ["newObjectId"] = tip }),
            ["repository"] = AzureDocuments.Repository(call, repository, full: false),
            ["pushedBy"] = AzureDocuments.Identity(call, call.User),
            ["pushId"] = call.Host.Accounts.NextId(),
            ["date"] = call.Now.ToMilliseconds(),
        });
    }

    private static FileWrite Write(JsonNode? change)
    {
        var path = (change.Text("item", "path") ?? throw AzureErrors.Argument("path")).TrimStart('/');
        if (!FileWrite.IsPath(path)) throw AzureErrors.Argument("path");
        if (change.Text("changeType") == "delete") return new(path, null);
        var content = change.Text("newContent", "content") ?? throw AzureErrors.Argument("newContent");
        if (!string.Equals(change.Text("newContent", "contentType"), "base64encoded", StringComparison.OrdinalIgnoreCase)) return new(path, Encoding.UTF8.GetBytes(content));
        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var length) ? new(path, bytes[..length]) : throw AzureErrors.Argument("content");
    }

    private static async Task<IResult> CreateTagAsync(AzureCall call)
    {
        var repository = call.Repository("vso.code_write");
        call.RequirePermission(repository, AccessControl.Contribute, "CreateTag");
        var storage = await repository.OpenAsync();
        var body = await call.BodyAsync();
        var (name, target) = (body.Text("name") ?? throw AzureErrors.Argument("name"), body.Text("taggedObject", "objectId") ?? throw AzureErrors.Argument("taggedObject"));
        if (!await storage.IsValidRefAsync(GitRef.Tags + name)) throw AzureErrors.Argument("name");
        if (await storage.RefAsync(GitRef.Tags + name) is not null) throw new ApiException(409, "GitTagAlreadyExistsException", $"TF401271: The tag {name} already exists.");
        var kind = await storage.KindAsync(target) ?? throw new ApiException(404, "GitObjectDoesNotExistException", $"TF401035: The object '{target}' does not exist.");
        var sha = await storage.CreateTagAsync(name, target, kind, body.Text("message") ?? "", call.User.Sign(call.Now));
        await storage.UpdateRefAsync(GitRef.Tags + name, sha, GitRef.None);
        await repository.OnRefChangedAsync(new RefUpdate(GitRef.Tags + name, GitRef.None, sha), call.User);
        return Reply.Created(await TagAsync(call, repository, storage, sha));
    }

    private static async Task<IResult> GetTagAsync(AzureCall call)
    {
        var repository = call.Repository();
        var storage = await repository.OpenAsync();
        var sha = call.Route("sha");
        return await storage.KindAsync(sha) == "tag"
            ? Reply.Json(await TagAsync(call, repository, storage, sha))
            : throw new ApiException(404, "GitObjectDoesNotExistException", $"TF401035: The object '{sha}' does not exist.");
    }

    private static async Task<JsonObject> TagAsync(AzureCall call, AzureRepository repository, BareRepository storage, string sha)
    {
        var tag = TagObject.Parse(await storage.RawAsync("tag", sha));
        return new()
        {
            ["name"] = tag.Name,
            ["objectId"] = sha,
            ["taggedObject"] = new JsonObject { ["objectId"] = tag.Target, ["objectType"] = tag.Kind },
            ["taggedBy"] = AzureDocuments.Signature(tag.Tagger),
            ["message"] = tag.Message,
            ["url"] = $"{AzureDocuments.Url(call, repository)}/annotatedtags/{sha}",
        };
    }
}
