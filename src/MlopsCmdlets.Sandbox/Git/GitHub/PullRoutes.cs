using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.PullRequests;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Git.Transport;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>Pull requests: list, open, change, merge.</summary>
internal sealed class PullRoutes : GitHubPart
{
    protected override void Map()
    {
        Get("/repos/{owner}/{repo}/pulls", ListAsync);
        Post("/repos/{owner}/{repo}/pulls", CreateAsync);
        Get("/repos/{owner}/{repo}/pulls/{number}", async call => Reply.Json(await PullDocument.FullAsync(call, call.PullRequest(call.Repository()))));
        Patch("/repos/{owner}/{repo}/pulls/{number}", ChangeAsync);
        Get("/repos/{owner}/{repo}/pulls/{number}/merge", call => call.PullRequest(call.Repository()).State == PullRequestState.Merged ? Reply.Empty() : throw GitHubErrors.NotFound());
        Put("/repos/{owner}/{repo}/pulls/{number}/merge", MergeAsync);
        Put("/repos/{owner}/{repo}/pulls/{number}/update-branch", UpdateBranchAsync);
        Get("/repos/{owner}/{repo}/pulls/{number}/commits", async call =>
        {
            var (repository, pull, storage) = await OpenAsync(call);
            return call.List([.. (await storage.LogAsync(250, $"{pull.MergeBase ?? pull.BaseSha}..{pull.HeadSha}")).Reverse()], c => GitHubDocuments.Commit(call, repository, c));
        });
        Get("/repos/{owner}/{repo}/pulls/{number}/files", async call =>
        {
            var (repository, pull, storage) = await OpenAsync(call);
            return call.List(await storage.DiffAsync(pull.MergeBase ?? pull.BaseSha, pull.HeadSha), f => GitHubDocuments.File(call, repository, f, pull.HeadSha));
        });
    }

    private static async Task<(GitHubRepository Repository, GitHubPullRequest Pull, BareRepository Storage)> OpenAsync(GitHubCall call)
    {
        var repository = call.Repository();
        return (repository, call.PullRequest(repository), await repository.OpenAsync());
    }

    private static async Task<IResult> ListAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var state = call.Query("state") ?? "open";
        var pulls = repository.PullRequests.Where(p =>
            (state == "all" || (p.State == PullRequestState.Open) == (state == "open"))
            && (call.Query("base") is not { } target || p.BaseBranch == target)
            && (call.Query("head") is not { } head || PullDocument.Label(p).Equals(head, StringComparison.OrdinalIgnoreCase)));
        pulls = call.Query("sort") == "updated" ? pulls.OrderBy(p => p.UpdatedAt).ThenBy(p => p.Number) : pulls.OrderBy(p => p.Number);
        if (call.Query("direction") != "asc") pulls = pulls.Reverse();
        await repository.OpenAsync();
        return call.List([.. pulls], p => PullDocument.Short(call, p));
    }

    private static async Task<IResult> CreateAsync(GitHubCall call)
    {
        var repository = call.Repository();
        call.RequireScope(GitToken.GitHubRepositories, pipelines: true);
        var body = await call.BodyAsync();
        foreach (var field in new[] { "head", "base" })
        {
            if (body.Text(field) is null) throw GitHubErrors.Unprocessable($"Invalid request.\n\n\"{field}\" wasn't supplied.");
        }

        if (body.Text("title") is not { Length: > 0 } title) throw GitHubErrors.Validation("PullRequest", "title", "missing_field", "title can't be blank");
        var (target, head) = (body.Text("base")!, body.Text("head")!);
        var colon = head.IndexOf(':', StringComparison.Ordinal);
        var source = colon < 0 ? repository : call.Host.GitHub.InNetwork(repository, head[..colon]);
        if (source is not null && colon >= 0 && body.Text("head_repo") is { } named) source = call.Host.GitHub.Find(head[..colon], named[(named.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var branch = head[(colon + 1)..];
        var storage = await repository.OpenAsync();
        if (source is null || source.PermissionOf(call.User) < RepositoryPermission.Read || await (await source.OpenAsync()).BranchAsync(branch) is not { } tip)
            throw GitHubErrors.Validation("PullRequest", "head", "invalid");
        if (await storage.BranchAsync(target) is not { } bottom) throw GitHubErrors.Validation("PullRequest", "base", "invalid");
        if (repository.PullRequests.Any(p => p.State == PullRequestState.Open && p.HeadRepository == source && p.HeadBranch == branch && p.BaseBranch == target))
            throw GitHubErrors.Validation("PullRequest", null, "custom", $"A pull request already exists for {source.Owner.Login}:{branch}.");
        if (source != repository) await storage.FetchAsync(await source.OpenAsync(), tip);
        if (await storage.IsAncestorAsync(tip, bottom)) throw GitHubErrors.Validation("PullRequest", null, "custom", $"No commits between {target} and {(colon < 0 ? branch : head)}");

        var pull = new GitHubPullRequest(repository, repository.NextNumber(), call.Author)
        {
            Title = title,
            Body = body.Text("body") ?? "",
            IsDraft = body.Flag("draft") ?? false,
            HeadRepository = source,
            HeadBranch = branch,
            BaseBranch = target,
            MaintainerCanModify = source != repository && (body.Flag("maintainer_can_modify") ?? true),
        };
        await pull.RefreshAsync(call.User);
        repository.PullRequests.Add(pull);
        call.SetHeader("Location", $"{call.Api}/repos/{repository.FullName}/pulls/{pull.Number}");
        return Reply.Created(await PullDocument.FullAsync(call, pull, look: false));
    }

    private static async Task<IResult> ChangeAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var pull = call.PullRequest(repository);
        if (pull.Author != call.Author && repository.PermissionOf(call.User) < RepositoryPermission.Write) throw GitHubErrors.NotFound();
        call.RequireScope(GitToken.GitHubRepositories, pipelines: true);
        var body = await call.BodyAsync();
        if (body.Text("base") is { } target && target != pull.BaseBranch)
        {
            if (await (await repository.OpenAsync()).BranchAsync(target) is null) throw GitHubErrors.Validation("PullRequest", "base", "invalid");
            pull.BaseBranch = target;
            await pull.RefreshAsync(call.User);
        }

        if (body.Text("title") is { } title) pull.Title = title.Length > 0 ? title : throw GitHubErrors.Validation("PullRequest", "title", "missing_field", "title can't be blank");
        pull.Body = body.Text("body") ?? pull.Body;
        switch (body.Text("state"))
        {
            case "closed" when pull.State == PullRequestState.Open:
                pull.Close();
                break;
            case "open" when pull.State == PullRequestState.Closed:
                await pull.ReopenAsync();
                break;
            case "open" when pull.State == PullRequestState.Merged:
                throw GitHubErrors.Validation("PullRequest", "state", "invalid", "state cannot be changed. The pull request was merged.");
            default:
                break;
        }

        pull.Touch();
        return Reply.Json(await PullDocument.FullAsync(call, pull));
    }

    private static async Task<IResult> MergeAsync(GitHubCall call)
    {
        var repository = call.Repository();
        call.RequireScope(GitToken.GitHubRepositories, pipelines: true);
        var pull = call.PullRequest(repository);
        if (repository.PermissionOf(call.User) < RepositoryPermission.Write) throw ApiException.Forbidden("Must have push access to the repository to merge pull requests.");
        var body = await call.OptionalBodyAsync();
        if (pull.State != PullRequestState.Open) throw NotMergeable("Pull Request is not mergeable");
        if (body.Text("sha") is { } expected && expected != pull.HeadSha) throw ApiException.Conflict("Head branch was modified. Review and try the merge again.");
        if (pull.IsDraft) throw NotMergeable("Pull Request is still a draft");
        var method = body.Text("merge_method") switch
        {
            "merge" or null when repository.AllowMerge => MergeMethod.Merge,
            "squash" when repository.AllowSquash => MergeMethod.Squash,
            "rebase" when repository.AllowRebase => MergeMethod.Rebase,
            "merge" or null => throw NotMergeable("Merge commits are not allowed on this repository."),
            "squash" => throw NotMergeable("Squash merges are not allowed on this repository."),
            "rebase" => throw NotMergeable("Rebase merges are not allowed on this repository."),
            var other => throw GitHubErrors.Unprocessable($"Invalid request.\n\n{other} is not a member of [\"merge\", \"squash\", \"rebase\"]."),
        };
        if (!await pull.IsMergeableAsync()) throw NotMergeable("Pull Request is not mergeable");
        if (await pull.BlockedAsync(call.User) is { } reason) throw NotMergeable(reason);
        if (method == MergeMethod.Merge && pull.Protection is { LinearHistory: true }) throw NotMergeable("Merge commits are not allowed on this branch: it requires a linear history.");

        var title = body.Text("commit_title") ?? (method == MergeMethod.Squash ? $"{pull.Title} (#{pull.Number})" : $"Merge pull request #{pull.Number} from {PullDocument.Label(pull).Replace(':', '/')}");
        var text = body.Text("commit_message") ?? (method == MergeMethod.Squash ? "" : pull.Title);
        var (head, branch, source) = (pull.HeadSha, pull.HeadBranch, pull.HeadRepository);
        var sha = await pull.MergeAsync(method, text.Length > 0 ? $"{title}\n\n{text}" : title, call.User) ?? throw NotMergeable("Base branch was modified. Review and try the merge again.");
        if (repository.DeleteBranchOnMerge && source == repository && !repository.Protections.ContainsKey(branch) && branch != repository.DefaultBranch)
        {
            await (await repository.OpenAsync()).DeleteRefAsync(GitRef.Heads + branch, head);
            await repository.OnRefChangedAsync(new RefUpdate(GitRef.Heads + branch, head, GitRef.None), call.User);
        }

        return Reply.Json(new JsonObject { ["sha"] = sha, ["merged"] = true, ["message"] = "Pull Request successfully merged" });
    }

    private static async Task<IResult> UpdateBranchAsync(GitHubCall call)
    {
        var repository = call.Repository();
        call.RequireScope(GitToken.GitHubRepositories, pipelines: true);
        var pull = call.PullRequest(repository);
        if (pull.HeadRepository.PermissionOf(call.User) < RepositoryPermission.Write) throw ApiException.Forbidden("Must have push access to the head repository.");
        var body = await call.OptionalBodyAsync();
        if (body.Text("expected_head_sha") is { } expected && expected != pull.HeadSha) throw GitHubErrors.Refused("expected_head_sha does not match the head of the pull request");
        var (storage, source) = (await repository.OpenAsync(), await pull.HeadRepository.OpenAsync());
        if (await storage.IsAncestorAsync(pull.BaseSha, pull.HeadSha)) throw GitHubErrors.Unprocessable("There are no new commits on the base branch.");
        if (pull.HeadRepository != repository) await source.FetchAsync(storage, pull.BaseSha);
        var merged = await source.MergeAsync(pull.HeadSha, pull.BaseSha);
        if (merged.Conflicts) throw GitHubErrors.Unprocessable("merge conflict between base and head");
        var now = call.User.Sign(call.Now);
        var sha = await source.CommitTreeAsync(merged.Tree!, [pull.HeadSha, pull.BaseSha], $"Merge branch '{pull.BaseBranch}' into {pull.HeadBranch}", now, now);
        var update = new RefUpdate(GitRef.Heads + pull.HeadBranch, pull.HeadSha, sha);
        await source.UpdateRefAsync(update.Name, sha, update.Old);
        await pull.HeadRepository.OnRefChangedAsync(update, call.User);
        return Reply.Accepted(new JsonObject { ["message"] = "Updating pull request branch.", ["url"] = $"{call.Api}/repos/{repository.FullName}/pulls/{pull.Number}" });
    }

    private static ApiException NotMergeable(string message) => new(405, "not_mergeable", message);
}
