using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>Commits, comparisons, statuses and check runs.</summary>
internal sealed class CommitRoutes : GitHubPart
{
    private const int MostCommits = 250;
    private const int MostFiles = 300;
    private const int LongestDescription = 140;

    protected override void Map()
    {
        Get("/repos/{owner}/{repo}/commits", ListAsync);
        Get("/repos/{owner}/{repo}/commits/{name}", GetAsync);
        Get("/repos/{owner}/{repo}/git/commits/{sha}", async call =>
        {
            var repository = call.Repository();
            var storage = await repository.OpenAsync();
            var commit = GitRef.LooksLikeSha(call.Route("sha")) ? await storage.CommitAsync(call.Route("sha")) : null;
            return Reply.Json(GitHubDocuments.GitCommit(call, repository, commit ?? throw GitHubErrors.NotFound()));
        });
        Get("/repos/{owner}/{repo}/compare/{range}", CompareAsync);
        Post("/repos/{owner}/{repo}/statuses/{sha}", AddStatusAsync);
        Get("/repos/{owner}/{repo}/statuses/{name}", StatusesAsync);
        Get("/repos/{owner}/{repo}/commits/{name}/statuses", StatusesAsync);
        Get("/repos/{owner}/{repo}/commits/{name}/status", CombinedAsync);
        Get("/repos/{owner}/{repo}/commits/{name}/check-runs", CheckRunsAsync);
        Post("/repos/{owner}/{repo}/check-runs", AddCheckRunAsync);
    }

    private static async Task<IResult> ListAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var storage = await repository.PeekAsync();
        var start = await storage.ResolveAsync(call.Query("sha") ?? GitRef.Heads + repository.DefaultBranch);
        if (start is null) throw call.Query("sha") is null ? ApiException.Conflict("Git Repository is empty.") : GitHubErrors.NotFound();
        return call.List(await storage.LogAsync(10_000, start), c => GitHubDocuments.Commit(call, repository, c));
    }

    private static async Task<IResult> GetAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var storage = await repository.PeekAsync();
        var commit = await storage.CommitAsync(await call.CommitAsync(storage, call.Route("name")));
        var document = GitHubDocuments.Commit(call, repository, commit!);
        var files = commit!.Parents is [var parent, ..] ? await storage.DiffAsync(parent, commit.Sha) : [];
        document["stats"] = new JsonObject { ["additions"] = files.Sum(f => f.Additions), ["deletions"] = files.Sum(f => f.Deletions), ["total"] = files.Sum(f => f.Additions + f.Deletions) };
        document["files"] = files.Take(MostFiles).Select(f => (JsonNode)GitHubDocuments.File(call, repository, f, commit.Sha)).ToJsonArray();
        return Reply.Json(document);
    }

    private static async Task<IResult> CompareAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var storage = await repository.OpenAsync();
        if (call.Route("range").Split("...") is not [var left, var right]) throw GitHubErrors.NotFound();
        var (from, to) = (await SideAsync(call, repository, storage, left), await SideAsync(call, repository, storage, right));
        var common = await storage.MergeBaseAsync(from, to) ?? throw GitHubErrors.NotFound($"No common ancestor between {left} and {right}.");
        var (behind, ahead) = await storage.CountAsync(from, to);
        var commits = (await storage.LogAsync(MostCommits, $"{from}..{to}")).Reverse().ToList();
        var files = await storage.DiffAsync(common, to);
        var url = $"{call.Api}/repos/{repository.FullName}/compare/{call.Route("range")}";
        return Reply.Json(new JsonObject
        {
            ["url"] = url,
            ["html_url"] = $"{call.Origin}/git/{repository.FullName}/compare/{call.Route("range")}",
            ["permalink_url"] = $"{call.Origin}/git/{repository.FullName}/compare/{from}...{to}",
            ["diff_url"] = url + ".diff",
            ["patch_url"] = url + ".patch",
            ["base_commit"] = GitHubDocuments.Commit(call, repository, (await storage.CommitAsync(from))!),
            ["merge_base_commit"] = GitHubDocuments.Commit(call, repository, (await storage.CommitAsync(common))!),
            ["status"] = (ahead, behind) switch { (0, 0) => "identical", (_, 0) => "ahead", (0, _) => "behind", _ => "diverged" },
            ["ahead_by"] = ahead,
            ["behind_by"] = behind,
            ["total_commits"] = ahead,
            ["commits"] = commits.Select(c => (JsonNode)GitHubDocuments.Commit(call, repository, c)).ToJsonArray(),
            ["files"] = files.Take(MostFiles).Select(f => (JsonNode)GitHubDocuments.File(call, repository, f, to)).ToJsonArray(),
        });
    }

    /// <summary>A branch, tag or commit, or with <c>owner:</c> before it one of a fork, whose objects are then fetched.</summary>
    private static async Task<string> SideAsync(GitHubCall call, GitHubRepository repository, BareRepository storage, string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return await storage.ResolveAsync(name) ?? throw GitHubErrors.NotFound();
        var other = call.Host.GitHub.InNetwork(repository, name[..colon]) ?? throw GitHubErrors.NotFound();
        if (other.PermissionOf(call.User) < RepositoryPermission.Read) throw GitHubErrors.NotFound();
        var source = await other.OpenAsync();
        var sha = await source.ResolveAsync(name[(colon + 1)..]) ?? throw GitHubErrors.NotFound();
        if (other != repository) await storage.FetchAsync(source, sha);
        return sha;
    }

    private static async Task<IResult> AddStatusAsync(GitHubCall call)
    {
        var repository = call.Repository(RepositoryPermission.Write);
        var body = await call.BodyAsync();
        var sha = call.Route("sha");
        if (!GitRef.LooksLikeSha(sha) || await (await repository.OpenAsync()).KindAsync(sha) != "commit") throw GitHubErrors.Unprocessable($"No commit found for SHA: {sha}");
        if (body.Text("state") is not ("error" or "failure" or "pending" or "success")) throw GitHubErrors.Validation("Status", "state", "custom", "state must be one of error, failure, pending, success");
        if (body.Text("description") is { Length: > LongestDescription }) throw GitHubErrors.Validation("Status", "description", "custom", $"description is too long (maximum is {LongestDescription} characters)");
        var status = new CommitStatus(call.Host.Accounts.NextId(), sha, body.Text("context") ?? "default", body.Text("state")!, body.Text("description"), body.Text("target_url"), call.Author, call.Now);
        repository.Statuses.Add(status);
        return Reply.Created(Status(call, repository, status));
    }

    private static async Task<IResult> StatusesAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var sha = await call.CommitAsync(await repository.OpenAsync(), call.Route("name"));
        return call.List([.. repository.Statuses.Where(s => s.Sha == sha).Reverse()], s => Status(call, repository, s));
    }

    private static async Task<IResult> CombinedAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var sha = await call.CommitAsync(await repository.OpenAsync(), call.Route("name"));
        var newest = repository.Statuses.Where(s => s.Sha == sha).GroupBy(s => s.Context, StringComparer.Ordinal).Select(g => g.Last()).ToList();
        var state = newest.Any(s => s.State is "failure" or "error") ? "failure" : newest.Count > 0 && newest.All(s => s.State == "success") ? "success" : "pending";
        return Reply.Json(new JsonObject
        {
            ["state"] = state,
            ["statuses"] = call.Page(newest).Select(s => (JsonNode)Status(call, repository, s)).ToJsonArray(),
            ["sha"] = sha,
            ["total_count"] = newest.Count,
            ["repository"] = GitHubDocuments.Repository(call, repository, full: false),
            ["commit_url"] = $"{call.Api}/repos/{repository.FullName}/commits/{sha}",
            ["url"] = $"{call.Api}/repos/{repository.FullName}/commits/{sha}/status",
        });
    }

    private static JsonObject Status(GitHubCall call, GitHubRepository repository, CommitStatus status) => new()
    {
        ["url"] = $"{call.Api}/repos/{repository.FullName}/statuses/{status.Sha}",
        ["id"] = status.Id,
        ["node_id"] = GitHubDocuments.NodeId("Status", status.Id),
        ["state"] = status.State,
        ["description"] = status.Description,
        ["target_url"] = status.TargetUrl,
        ["context"] = status.Context,
        ["created_at"] = status.CreatedAt.ToSeconds(),
        ["updated_at"] = status.CreatedAt.ToSeconds(),
        ["creator"] = GitHubDocuments.Account(call, status.Creator),
    };

    private static async Task<IResult> CheckRunsAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var sha = await call.CommitAsync(await repository.OpenAsync(), call.Route("name"));
        var runs = repository.CheckRuns.Where(r => r.Sha == sha && (call.Query("check_name") is not { } wanted || wanted == r.Name)).GroupBy(r => r.Name, StringComparer.Ordinal).Select(g => g.Last()).ToList();
        return Reply.Json(new JsonObject { ["total_count"] = runs.Count, ["check_runs"] = call.Page(runs).Select(r => (JsonNode)CheckRunDocument(call, repository, r)).ToJsonArray() });
    }

    private static async Task<IResult> AddCheckRunAsync(GitHubCall call)
    {
        var repository = call.Repository(RepositoryPermission.Write);
        if (call.TokenKind != TokenKind.Pipeline) throw ApiException.Forbidden("You must authenticate via a GitHub App.");
        var body = await call.BodyAsync();
        var (name, sha) = (body.Text("name") ?? throw GitHubErrors.Validation("CheckRun", "name", "missing_field"), body.Text("head_sha") ?? throw GitHubErrors.Validation("CheckRun", "head_sha", "missing_field"));
        if (await (await repository.OpenAsync()).KindAsync(sha) != "commit") throw GitHubErrors.Unprocessable($"No commit found for SHA: {sha}");
        var conclusion = body.Text("conclusion");
        var run = new CheckRun(call.Host.Accounts.NextId(), sha, name, conclusion is null ? body.Text("status") ?? "queued" : "completed", conclusion, body.Text("details_url"), call.Now, conclusion is null ? null : call.Now);
        repository.CheckRuns.Add(run);
        return Reply.Created(CheckRunDocument(call, repository, run));
    }

    private static JsonObject CheckRunDocument(GitHubCall call, GitHubRepository repository, CheckRun run) => new()
    {
        ["id"] = run.Id,
        ["node_id"] = GitHubDocuments.NodeId("CheckRun", run.Id),
        ["name"] = run.Name,
        ["head_sha"] = run.Sha,
        ["status"] = run.Status,
        ["conclusion"] = run.Conclusion,
        ["details_url"] = run.DetailsUrl,
        ["url"] = $"{call.Api}/repos/{repository.FullName}/check-runs/{run.Id}",
        ["html_url"] = $"{call.Origin}/git/{repository.FullName}/runs/{run.Id}",
        ["started_at"] = run.StartedAt.ToSeconds(),
        ["completed_at"] = run.CompletedAt?.ToSeconds(),
        ["output"] = new JsonObject { ["title"] = null, ["summary"] = null, ["text"] = null, ["annotations_count"] = 0 },
        ["pull_requests"] = new JsonArray(),
    };
}
