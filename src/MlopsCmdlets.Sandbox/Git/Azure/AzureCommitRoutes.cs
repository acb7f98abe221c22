using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>Commits with their statuses, comparisons, and files.</summary>
internal sealed class AzureCommitRoutes : AzurePart
{
    private const int MostCommits = 100;

    protected override void Map()
    {
        foreach (var prefix in new[] { OfOrganization, OfProject })
        {
            var one = prefix + "/git/repositories/{repository}";
            Get(one + "/commits", CommitsAsync);
            Get(one + "/commits/{sha}", async call => Reply.Json(AzureDocuments.Commit(call, call.Repository(), await CommitAsync(call))));
            Get(one + "/commits/{sha}/statuses", async call =>
            {
                var (repository, commit) = (call.Repository(), await CommitAsync(call));
                return AzureCall.List(repository.Statuses.Where(s => s.Sha == commit.Sha).Select(s => (JsonNode)AzureDocuments.Status(call, s)));
            });
            Post(one + "/commits/{sha}/statuses", AddStatusAsync);
            Get(one + "/stats/branches", BranchStatsAsync);
            Get(one + "/diffs/commits", DiffAsync);
            Get(one + "/items", ItemAsync);
        }
    }

    /// <summary>A status of a commit or a pull request, from its body.</summary>
    public static AzureStatus ReadStatus(AzureCall call, JsonObject body, int id, string? sha, int? iteration) => new(
        id,
        sha,
        iteration,
        body.Text("state") is "succeeded" or "failed" or "error" or "pending" or "notSet" or "notApplicable" ? body.Text("state")! : throw AzureErrors.Argument("state"),
        body.Text("description"),
        body.Text("context", "name") is { Length: > 0 } name ? name : throw AzureErrors.Argument("context.name"),
        body.Text("context", "genre"),
        body.Text("targetUrl"),
        call.User,
        call.Now);

    private static async Task<GitCommit> CommitAsync(AzureCall call)
    {
        var sha = call.Route("sha");
        var storage = await call.Repository().OpenAsync();
        return (GitRef.LooksLikeSha(sha) ? await storage.CommitAsync(sha) : null) ?? throw new ApiException(404, "GitCommitDoesNotExistException", $"TF401175: The version descriptor <Commit: {sha} > could not be resolved to a version in the repository {call.Repository().Name}");
    }

    private static async Task<IResult> CommitsAsync(AzureCall call)
    {
        var repository = call.Repository();
        var storage = await repository.PeekAsync();
        var start = await VersionAsync(call, repository, storage, "searchCriteria.itemVersion");
        var most = int.TryParse(call.Query("$top") ?? call.Query("searchCriteria.$top"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var top) ? top : MostCommits;
        return AzureCall.List((await storage.LogAsync(most, start)).Select(c => (JsonNode)AzureDocuments.Commit(call, repository, c)));
    }

    private static async Task<IResult> AddStatusAsync(AzureCall call)
    {
        var repository = call.Repository("vso.code");
        call.RequireScope("vso.code_status");
        call.RequirePermission(repository, AccessControl.Contribute, "GenericContribute");
        var commit = await CommitAsync(call);
        var status = ReadStatus(call, await call.BodyAsync(), repository.Statuses.Count + 1, commit.Sha, null);
        repository.Statuses.Add(status);
        return Reply.Created(AzureDocuments.Status(call, status));
    }

    private static async Task<IResult> BranchStatsAsync(AzureCall call)
    {
        var repository = call.Repository();
        var storage = await repository.PeekAsync();
        var anchor = await storage.BranchAsync(repository.DefaultBranch);
        async Task<JsonNode> Stats(GitRef branch)
        {
            var (behind, ahead) = anchor is null ? (0, 0) : await storage.CountAsync(anchor, branch.Sha);
            return new JsonObject
            {
                ["commit"] = AzureDocuments.Commit(call, repository, (await storage.CommitAsync(branch.Sha))!),
                ["name"] = branch.ShortName,
                ["aheadCount"] = ahead,
                ["behindCount"] = behind,
                ["isBaseVersion"] = branch.ShortName == repository.DefaultBranch,
            };
        }

        if (call.Query("name") is { } name)
            return Reply.Json(await Stats(await storage.RefAsync(GitRef.Heads + name) ?? throw new ApiException(404, "GitUnresolvableToCommitException", $"TF401175: The version descriptor <Branch: {name} > could not be resolved to a version in the repository {repository.Name}")));
        List<JsonNode> all = [];
        foreach (var branch in await storage.RefsAsync(GitRef.Heads)) all.Add(await Stats(branch));
        return AzureCall.List(all);
    }

    private static async Task<IResult> DiffAsync(AzureCall call)
    {
        var repository = call.Repository();
        var storage = await repository.OpenAsync();
        var (from, to) = (await Side("base"), await Side("target"));
        var common = await storage.MergeBaseAsync(from, to);
        var (behind, ahead) = await storage.CountAsync(from, to);
        var changes = await storage.DiffAsync(common ?? from, to);
        return Reply.Json(new JsonObject
        {
            ["allChangesIncluded"] = true,
            ["changes"] = changes.Select(c => (JsonNode)new JsonObject
            {
                ["item"] = new JsonObject { ["objectId"] = c.Blob, ["gitObjectType"] = "blob", ["path"] = "/" + c.Path },
                ["changeType"] = c.Status switch { 'A' => "add", 'D' => "delete", 'R' => "rename", _ => "edit" },
            }).ToJsonArray(),
            ["commonCommit"] = common,
            ["baseCommit"] = from,
            ["targetCommit"] = to,
            ["aheadCount"] = ahead,
            ["behindCount"] = behind,
        });

        async Task<string> Side(string side)
        {
            var version = call.Query(side + "Version") ?? call.Query(side + "VersionDescriptor.version") ?? repository.DefaultBranch;
            var commit = string.Equals(call.Query(side + "VersionType") ?? call.Query(side + "VersionDescriptor.versionType"), "commit", StringComparison.OrdinalIgnoreCase);
            return await storage.ResolveAsync(commit ? version : GitRef.Heads + version) ?? throw Unresolved(repository, version);
        }
    }

    private static async Task<IResult> ItemAsync(AzureCall call)
    {
        var repository = call.Repository();
        var storage = await repository.OpenAsync();
        var version = await VersionAsync(call, repository, storage, "versionDescriptor");
        var path = (call.Query("path") ?? call.Query("scopePath") ?? "/").Trim('/');
        if (call.Query("recursionLevel") is "full" or "oneLevel")
            return AzureCall.List((await storage.ListAsync(version, path.Length == 0 ? "" : path + "/", call.Query("recursionLevel") == "full")).Select(e => (JsonNode)Item(e)));
        var entry = path.Length == 0 ? null : (await storage.ListAsync(version, path)).FirstOrDefault();
        if (entry is null) throw new ApiException(404, "GitItemNotFoundException", $"TF401174: The item '/{path}' could not be found in the repository '{repository.Name}' at the version specified.");
        if (entry.Kind != "blob") return Reply.Json(Item(entry));
        var bytes = await storage.BlobAsync(entry.Sha);
        var json = call.Query("$format") is { } format ? format == "json" : call.Flag("includeContent") && call.AcceptsJson;
        if (!json) return Reply.Bytes(bytes, "application/octet-stream");
        var document = Item(entry);
        if (call.Flag("includeContent")) document["content"] = Encoding.UTF8.GetString(bytes);
        return Reply.Json(document);

        JsonObject Item(TreeEntry e) => new()
        {
            ["objectId"] = e.Sha,
            ["gitObjectType"] = e.Kind,
            ["commitId"] = version,
            ["path"] = "/" + e.Path,
            ["url"] = $"{AzureDocuments.Url(call, repository)}/items?path={Uri.EscapeDataString("/" + e.Path)}",
        };
    }

    /// <summary>The commit that <c>version</c> and <c>versionType</c> name; the default branch without them.</summary>
    private static async Task<string> VersionAsync(AzureCall call, AzureRepository repository, BareRepository storage, string prefix)
    {
        var version = call.Query(prefix + ".version");
        var kind = (call.Query(prefix + ".versionType") ?? "branch").ToLowerInvariant();
        var name = version is null ? GitRef.Heads + repository.DefaultBranch : kind switch { "commit" => version, "tag" => GitRef.Tags + version, _ => GitRef.Heads + version };
        return await storage.ResolveAsync(name) ?? throw Unresolved(repository, version ?? repository.DefaultBranch);
    }

    private static ApiException Unresolved(AzureRepository repository, string version) =>
        new(404, "GitUnresolvableToCommitException", $"TF401175: The version descriptor <Branch: {version} > could not be resolved to a version in the repository {repository.Name}");
}
