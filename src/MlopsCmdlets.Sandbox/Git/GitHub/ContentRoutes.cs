using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Git.Transport;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>Files of a branch: read, and commit one.</summary>
internal sealed class ContentRoutes : GitHubPart
{
    private const long MostInlineBytes = 1024 * 1024;

    protected override void Map()
    {
        Get("/repos/{owner}/{repo}/contents/{**path}", GetAsync);
        Put("/repos/{owner}/{repo}/contents/{**path}", call => WriteAsync(call, delete: false));
        Delete("/repos/{owner}/{repo}/contents/{**path}", call => WriteAsync(call, delete: true));
        Get("/repos/{owner}/{repo}/git/blobs/{sha}", async call =>
        {
            var repository = call.Repository();
            var storage = await repository.OpenAsync();
            var sha = call.Route("sha");
            if (await storage.KindAsync(sha) != "blob") throw GitHubErrors.NotFound();
            var bytes = await storage.BlobAsync(sha);
            return Reply.Json(new JsonObject
            {
                ["sha"] = sha,
                ["node_id"] = GitHubDocuments.NodeId("Blob", repository.Id),
                ["size"] = bytes.Length,
                ["url"] = $"{call.Api}/repos/{repository.FullName}/git/blobs/{sha}",
                ["content"] = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks),
                ["encoding"] = "base64",
            });
        });
    }

    private static async Task<IResult> GetAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var storage = await repository.OpenAsync();
        var path = call.Route("path").Trim('/');
        var commit = await storage.ResolveAsync(call.Query("ref") ?? GitRef.Heads + repository.DefaultBranch) ?? throw GitHubErrors.NotFound($"No commit found for the ref {call.Query("ref")}");
        var entry = path.Length == 0 ? null : (await storage.ListAsync(commit, path)).FirstOrDefault() ?? throw GitHubErrors.NotFound();
        if (entry is null or { Kind: "tree" })
            return Reply.Json((await storage.ListAsync(commit, path.Length == 0 ? "" : path + "/")).Select(e => (JsonNode)Entry(call, repository, e)).ToJsonArray());
        var bytes = await storage.BlobAsync(entry.Sha);
        if (call.Query("raw") is not null || call.Accepts("raw")) return Reply.Bytes(bytes, "application/vnd.github.raw; charset=utf-8");
        var document = Entry(call, repository, entry);
        var inline = entry.Size <= MostInlineBytes;
        document["content"] = inline ? Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n") + "\n" : "";
        document["encoding"] = inline ? "base64" : "none";
        return Reply.Json(document);
    }

    private static async Task<IResult> WriteAsync(GitHubCall call, bool delete)
    {
        var repository = call.Repository(RepositoryPermission.Write);
        var body = await call.BodyAsync();
        var storage = await repository.OpenAsync();
        var (path, branch) = (call.Route("path").Trim('/'), body.Text("branch") ?? repository.DefaultBranch);
        if (body.Text("message") is not { Length: > 0 } message) throw GitHubErrors.Unprocessable("Invalid request.\n\n\"message\" wasn't supplied.");
        if (!FileWrite.IsPath(path)) throw GitHubErrors.Unprocessable("path contains a malformed path component");
        var parent = await storage.BranchAsync(branch);
        if (parent is null && branch != repository.DefaultBranch) throw GitHubErrors.NotFound($"Branch {branch} not found");
        var entry = parent is null ? null : (await storage.ListAsync(parent, path)).FirstOrDefault(e => e.Kind == "blob");
        if (delete && entry is null) throw GitHubErrors.NotFound();
        if (entry is not null && body.Text("sha") is null) throw GitHubErrors.Unprocessable("Invalid request.\n\n\"sha\" wasn't supplied.");
        if (entry is not null && body.Text("sha") != entry.Sha) throw ApiException.Conflict($"{path} does not match {body.Text("sha")}");
        var sha = await storage.CommitFilesAsync(parent, [new(path, delete ? null : Bytes(body.Text("content")))], message, call.User.Sign(call.Now));
        var update = new RefUpdate(GitRef.Heads + branch, parent ?? GitRef.None, sha);
        if (repository.Judge(update, call.User) is { OnlyForward: false } rule) throw ApiException.Conflict($"Repository rule violations found\n\n{rule.Notice[^1]["error: ".Length..]}");
        await storage.UpdateRefAsync(update.Name, sha, update.Old);
        await repository.OnRefChangedAsync(update, call.User);
        var written = (await storage.ListAsync(sha, path)).FirstOrDefault();
        var reply = new JsonObject
        {
            ["content"] = written is null ? null : Entry(call, repository, written),
            ["commit"] = GitHubDocuments.GitCommit(call, repository, (await storage.CommitAsync(sha))!),
        };
        return Reply.Json(reply, entry is null ? 201 : 200);
    }

    private static byte[] Bytes(string? base64)
    {
        try
        {
            return Convert.FromBase64String(base64 ?? throw GitHubErrors.Unprocessable("Invalid request.\n\n\"content\" wasn't supplied."));
        }
        catch (FormatException)
        {
            throw GitHubErrors.Unprocessable("content is not valid Base64");
        }
    }

    private static JsonObject Entry(GitHubCall call, GitHubRepository repository, TreeEntry entry)
    {
        var url = $"{call.Api}/repos/{repository.FullName}/contents/{Uri.EscapeDataString(entry.Path).Replace("%2F", "/", StringComparison.Ordinal)}";
        return new()
        {
            ["type"] = entry.Kind switch { "tree" => "dir", "commit" => "submodule", _ => "file" },
            ["size"] = entry.Size,
            ["name"] = entry.Name,
            ["path"] = entry.Path,
            ["sha"] = entry.Sha,
            ["url"] = url,
            ["git_url"] = $"{call.Api}/repos/{repository.FullName}/git/{entry.Kind}s/{entry.Sha}",
            ["html_url"] = $"{call.Origin}/git/{repository.FullName}/blob/{entry.Path}",
            ["download_url"] = entry.Kind == "blob" ? url + "?raw=1" : null,
        };
    }
}
