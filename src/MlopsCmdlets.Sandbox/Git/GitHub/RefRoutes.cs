using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Git.Transport;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>References and annotated tags.</summary>
internal sealed class RefRoutes : GitHubPart
{
    protected override void Map()
    {
        Get("/repos/{owner}/{repo}/git/ref/{**name}", GetAsync);
        Get("/repos/{owner}/{repo}/git/refs", call => MatchAsync(call, ""));
        Get("/repos/{owner}/{repo}/git/refs/{**name}", GetAsync);
        Get("/repos/{owner}/{repo}/git/matching-refs/{**name}", call => MatchAsync(call, call.Route("name")));
        Post("/repos/{owner}/{repo}/git/refs", CreateAsync);
        Patch("/repos/{owner}/{repo}/git/refs/{**name}", UpdateAsync);
        Delete("/repos/{owner}/{repo}/git/refs/{**name}", DeleteAsync);
        Post("/repos/{owner}/{repo}/git/tags", CreateTagAsync);
        Get("/repos/{owner}/{repo}/git/tags/{sha}", GetTagAsync);
        Get("/repos/{owner}/{repo}/tags", async call =>
        {
            var repository = call.Repository();
            return call.List([.. (await (await repository.PeekAsync()).RefsAsync(GitRef.Tags)).Reverse()], t => new JsonObject
            {
                ["name"] = t.ShortName,
                ["commit"] = new JsonObject { ["sha"] = t.Peeled ?? t.Sha, ["url"] = $"{call.Api}/repos/{repository.FullName}/commits/{t.Peeled ?? t.Sha}" },
                ["node_id"] = GitHubDocuments.NodeId(t.Name, repository.Id),
            });
        });
    }

    private static string Name(GitHubCall call) => "refs/" + call.Route("name");

    private static async Task<IResult> GetAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var storage = await repository.PeekAsync();
        await RequireContentAsync(storage);
        return Reply.Json(GitHubDocuments.Ref(call, repository, await storage.RefAsync(Name(call)) ?? throw GitHubErrors.NotFound()));
    }

    private static async Task<IResult> MatchAsync(GitHubCall call, string prefix)
    {
        var repository = call.Repository();
        var storage = await repository.PeekAsync();
        await RequireContentAsync(storage);
        return call.List([.. (await storage.RefsAsync()).Where(r => r.Name.StartsWith("refs/" + prefix, StringComparison.Ordinal))], r => GitHubDocuments.Ref(call, repository, r));
    }

    // A fork that is still being filled looks as an empty repository does.
    private static async Task RequireContentAsync(BareRepository storage)
    {
        if ((await storage.RefsAsync(GitRef.Heads)).Count == 0) throw ApiException.Conflict("Git Repository is empty.");
    }

    private static async Task<IResult> CreateAsync(GitHubCall call)
    {
        var repository = call.Repository(RepositoryPermission.Write);
        var body = await call.BodyAsync();
        var (name, sha) = (body.Text("ref") ?? "", body.Text("sha") ?? "");
        var storage = await repository.OpenAsync();
        await RequireContentAsync(storage);
        if (name.Count(c => c == '/') < 2 || !await storage.IsValidRefAsync(name)) throw GitHubErrors.Unprocessable("Reference name is invalid");
        if (await storage.RefAsync(name) is not null) throw GitHubErrors.Unprocessable("Reference already exists");
        if (await storage.KindAsync(sha) is null) throw GitHubErrors.Unprocessable("Object does not exist");
        var update = new RefUpdate(name, GitRef.None, sha);
        Enforce(repository, update, call.User);
        if (!await storage.UpdateRefAsync(name, sha, GitRef.None)) throw GitHubErrors.Unprocessable("Reference could not be created");
        await repository.OnRefChangedAsync(update, call.User);
        return Reply.Created(GitHubDocuments.Ref(call, repository, (await storage.RefAsync(name))!));
    }

    private static async Task<IResult> UpdateAsync(GitHubCall call)
    {
        var repository = call.Repository(RepositoryPermission.Write);
        var body = await call.BodyAsync();
        var storage = await repository.OpenAsync();
        var old = await storage.RefAsync(Name(call)) ?? throw GitHubErrors.Unprocessable("Reference does not exist");
        var sha = body.Text("sha") ?? "";
        if (await storage.KindAsync(sha) is null) throw GitHubErrors.Unprocessable("Object does not exist");
        var forward = await storage.IsAncestorAsync(old.Sha, sha);
        if (!forward && body.Flag("force") != true) throw GitHubErrors.Unprocessable("Update is not a fast forward");
        var update = new RefUpdate(old.Name, old.Sha, sha);
        Enforce(repository, update, call.User, forward);
        if (!await storage.UpdateRefAsync(old.Name, sha, old.Sha)) throw GitHubErrors.Unprocessable("Reference cannot be updated");
        await repository.OnRefChangedAsync(update, call.User);
        return Reply.Json(GitHubDocuments.Ref(call, repository, (await storage.RefAsync(old.Name))!));
    }

    private static async Task<IResult> DeleteAsync(GitHubCall call)
    {
        var repository = call.Repository(RepositoryPermission.Write);
        var storage = await repository.OpenAsync();
        var old = await storage.RefAsync(Name(call)) ?? throw GitHubErrors.Unprocessable("Reference does not exist");
        if (old.Name == GitRef.Heads + repository.DefaultBranch) throw GitHubErrors.Unprocessable("Cannot delete the default branch");
        var update = new RefUpdate(old.Name, old.Sha, GitRef.None);
        Enforce(repository, update, call.User);
        await storage.DeleteRefAsync(old.Name, old.Sha);
        await repository.OnRefChangedAsync(update, call.User);
        return Reply.Empty();
    }

    private static void Enforce(GitHubRepository repository, RefUpdate update, GitUser user, bool forward = true)
    {
        if (repository.Judge(update, user) is { } rule && !(rule.OnlyForward && forward)) throw GitHubErrors.Unprocessable(rule.Notice[^1]["error: ".Length..]);
    }

    private static async Task<IResult> CreateTagAsync(GitHubCall call)
    {
        var repository = call.Repository(RepositoryPermission.Write);
        var body = await call.BodyAsync();
        var storage = await repository.OpenAsync();
        foreach (var field in new[] { "tag", "message", "object", "type" })
        {
            if (body.Text(field) is not { Length: > 0 }) throw GitHubErrors.Validation("Tag", field, "missing_field");
        }

        var (tag, target, kind) = (body.Text("tag")!, body.Text("object")!, body.Text("type")!);
        if (!await storage.IsValidRefAsync(GitRef.Tags + tag)) throw GitHubErrors.Validation("Tag", "tag", "invalid");
        if (await storage.KindAsync(target) != kind) throw GitHubErrors.Unprocessable("Object does not exist");
        var tagger = new GitSignature(
            body.Text("tagger", "name") ?? call.User.Name,
            body.Text("tagger", "email") ?? call.User.Email,
            DateTimeOffset.TryParse(body.Text("tagger", "date"), System.Globalization.CultureInfo.InvariantCulture, out var when) ? when : call.Now);
        var sha = await storage.CreateTagAsync(tag, target, kind, body.Text("message")!, tagger);
        return Reply.Created(await TagAsync(call, repository, storage, sha));
    }

    private static async Task<IResult> GetTagAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var storage = await repository.OpenAsync();
        return await storage.KindAsync(call.Route("sha")) == "tag" ? Reply.Json(await TagAsync(call, repository, storage, call.Route("sha"))) : throw GitHubErrors.NotFound();
    }

    private static async Task<JsonObject> TagAsync(GitHubCall call, GitHubRepository repository, BareRepository storage, string sha)
    {
        var tag = TagObject.Parse(await storage.RawAsync("tag", sha));
        return new()
        {
            ["node_id"] = GitHubDocuments.NodeId("Tag", repository.Id),
            ["tag"] = tag.Name,
            ["sha"] = sha,
            ["url"] = $"{call.Api}/repos/{repository.FullName}/git/tags/{sha}",
            ["message"] = tag.Message,
            ["tagger"] = new JsonObject { ["name"] = tag.Tagger.Name, ["email"] = tag.Tagger.Email, ["date"] = tag.Tagger.When.ToSeconds() },
            ["object"] = new JsonObject { ["type"] = tag.Kind, ["sha"] = tag.Target, ["url"] = $"{call.Api}/repos/{repository.FullName}/git/{tag.Kind}s/{tag.Target}" },
            ["verification"] = new JsonObject { ["verified"] = false, ["reason"] = "unsigned", ["signature"] = null, ["payload"] = null },
        };
    }
}
