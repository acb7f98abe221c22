using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.PullRequests;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>A pull request as GitHub writes it, short in lists and full alone.</summary>
internal static class PullDocument
{
    /// <summary>The head as <c>owner:branch</c>.</summary>
    public static string Label(GitHubPullRequest pull) => $"{((GitHubRepository)pull.HeadRepository).Owner.Login}:{pull.HeadBranch}";

    public static JsonObject Short(GitHubCall call, GitHubPullRequest pull)
    {
        var repository = pull.GitHubRepository;
        var url = $"{call.Api}/repos/{repository.FullName}/pulls/{pull.Number}";
        var page = $"{call.Origin}/git/{repository.FullName}/pull/{pull.Number}";
        return new()
        {
            ["url"] = url,
            ["id"] = pull.Id,
            ["node_id"] = GitHubDocuments.NodeId("PullRequest", pull.Id),
            ["html_url"] = page,
            ["diff_url"] = page + ".diff",
            ["patch_url"] = page + ".patch",
            ["issue_url"] = $"{call.Api}/repos/{repository.FullName}/issues/{pull.Number}",
            ["comments_url"] = $"{call.Api}/repos/{repository.FullName}/issues/{pull.Number}/comments",
            ["commits_url"] = url + "/commits",
            ["statuses_url"] = $"{call.Api}/repos/{repository.FullName}/statuses/{pull.HeadSha}",
            ["number"] = pull.Number,
            ["state"] = pull.State == PullRequestState.Open ? "open" : "closed",
            ["locked"] = false,
            ["title"] = pull.Title,
            ["user"] = GitHubDocuments.Account(call, pull.Author),
            ["body"] = pull.Body.Length > 0 ? pull.Body : null,
            ["labels"] = new JsonArray(),
            ["milestone"] = null,
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["created_at"] = pull.CreatedAt.ToSeconds(),
            ["updated_at"] = pull.UpdatedAt.ToSeconds(),
            ["closed_at"] = pull.ClosedAt?.ToSeconds(),
            ["merged_at"] = pull.State == PullRequestState.Merged ? pull.ClosedAt?.ToSeconds() : null,
            ["merge_commit_sha"] = pull.MergeSha ?? pull.TestMergeSha,
            ["requested_reviewers"] = pull.RequestedReviewers.Select(u => (JsonNode)GitHubDocuments.Account(call, u)).ToJsonArray(),
            ["requested_teams"] = pull.RequestedTeams.Select(t => (JsonNode)GitHubDocuments.Team(call, (GitOrganization)repository.Owner, t)).ToJsonArray(),
            ["draft"] = pull.IsDraft,
            ["author_association"] = Association(repository, pull.Author),
            ["auto_merge"] = null,
            ["head"] = Side(call, (GitHubRepository)pull.HeadRepository, pull.HeadBranch, pull.HeadSha),
            ["base"] = Side(call, repository, pull.BaseBranch, pull.BaseSha),
        };
    }

    /// <param name="call">The call that is answered.</param>
    /// <param name="pull">The pull request.</param>
    /// <param name="look">Whether this counts as a look, after which the host knows more about the merge.</param>
    public static async Task<JsonObject> FullAsync(GitHubCall call, GitHubPullRequest pull, bool look = true)
    {
        var open = pull.State == PullRequestState.Open;
        var mergeable = open && look ? await pull.LookIfMergeableAsync() : null;
        var storage = await pull.Repository.OpenAsync();
        var files = await storage.DiffAsync(pull.MergeBase ?? pull.BaseSha, pull.HeadSha);
        var commits = await storage.LogAsync(250, $"{pull.MergeBase ?? pull.BaseSha}..{pull.HeadSha}");
        var document = Short(call, pull);
        document["merged"] = pull.State == PullRequestState.Merged;
        document["mergeable"] = mergeable;
        document["rebaseable"] = mergeable;
        document["mergeable_state"] = await pull.MergeableStateAsync(mergeable);
        document["merged_by"] = pull.MergedBy is { } user ? GitHubDocuments.Account(call, user) : null;
        document["comments"] = pull.Comments.Count;
        document["review_comments"] = 0;
        document["maintainer_can_modify"] = pull.MaintainerCanModify;
        document["commits"] = commits.Count;
        document["additions"] = files.Sum(f => f.Additions);
        document["deletions"] = files.Sum(f => f.Deletions);
        document["changed_files"] = files.Count;
        return document;
    }

    public static string Association(GitHubRepository repository, GitUser user) =>
        repository.Owner == user ? "OWNER"
        : repository.Owner is GitOrganization organization && organization.Members.Contains(user) ? "MEMBER"
        : repository.Collaborators.ContainsKey(user) ? "COLLABORATOR"
        : "NONE";

    private static JsonObject Side(GitHubCall call, GitHubRepository repository, string branch, string sha) => new()
    {
        ["label"] = $"{repository.Owner.Login}:{branch}",
        ["ref"] = branch,
        ["sha"] = sha,
        ["user"] = GitHubDocuments.Account(call, repository.Owner),
        ["repo"] = GitHubDocuments.Repository(call, repository, full: false),
    };
}
