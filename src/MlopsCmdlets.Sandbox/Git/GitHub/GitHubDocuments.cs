using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>The documents of accounts, repositories, commits and references, with GitHub's field names.</summary>
internal static class GitHubDocuments
{
    public static string NodeId(string kind, long id) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"0:{kind}{id}")));

    public static JsonObject Account(GitHubCall call, GitOwner owner) => new()
    {
        ["login"] = owner.Login,
        ["id"] = owner.Id,
        ["node_id"] = NodeId(owner is GitUser ? "User" : "Organization", owner.Id),
        ["avatar_url"] = $"{call.Origin}/avatars/u/{owner.Id}",
        ["gravatar_id"] = "",
        ["url"] = $"{call.Api}/users/{owner.Login}",
        ["html_url"] = $"{call.Origin}/{owner.Login}",
        ["type"] = owner switch { GitUser { IsBot: true } => "Bot", GitUser => "User", _ => "Organization" },
        ["site_admin"] = owner is GitUser { IsSiteAdministrator: true },
    };

    public static JsonObject FullAccount(GitHubCall call, GitOwner owner)
    {
        var document = Account(call, owner);
        document["name"] = owner.Name;
        document["email"] = (owner as GitUser)?.Email;
        document["created_at"] = "2026-01-01T00:00:00Z";
        document["updated_at"] = "2026-01-01T00:00:00Z";
        return document;
    }

    public static JsonObject Team(GitHubCall call, GitOrganization organization, GitTeam team) => new()
    {
        ["id"] = team.Id,
        ["node_id"] = NodeId("Team", team.Id),
        ["url"] = $"{call.Api}/organizations/{organization.Id}/team/{team.Id}",
        ["html_url"] = $"{call.Origin}/orgs/{organization.Login}/teams/{team.Slug}",
        ["name"] = team.Slug,
        ["slug"] = team.Slug,
        ["description"] = "",
        ["privacy"] = "closed",
        ["permission"] = team.Permission switch { RepositoryPermission.Admin => "admin", RepositoryPermission.Write => "push", _ => "pull" },
        ["parent"] = null,
    };

    public static JsonObject Repository(GitHubCall call, GitHubRepository repository, bool full = true)
    {
        var url = $"{call.Api}/repos/{repository.FullName}";
        var document = new JsonObject
        {
            ["id"] = repository.Id,
            ["node_id"] = NodeId("Repository", repository.Id),
            ["name"] = repository.Name,
            ["full_name"] = repository.FullName,
            ["private"] = repository.IsPrivate,
            ["visibility"] = repository.IsPrivate ? "private" : "public",
            ["owner"] = Account(call, repository.Owner),
            ["html_url"] = $"{call.Origin}/git/{repository.FullName}",
            ["description"] = repository.Description,
            ["fork"] = repository.Parent is not null,
            ["url"] = url,
            ["clone_url"] = $"{call.Origin}/git/{repository.FullName}.git",
            ["git_url"] = $"git://{new Uri(call.Origin).Host}/git/{repository.FullName}.git",
            ["ssh_url"] = $"git@{new Uri(call.Origin).Host}:{repository.FullName}.git",
            ["default_branch"] = repository.DefaultBranch,
            ["archived"] = false,
            ["disabled"] = false,
            ["is_template"] = false,
            ["size"] = repository.IsCopying || repository.IsEmpty ? 0 : 128,
            ["forks_count"] = call.Host.GitHub.Repositories.Count(r => r.Parent == repository),
            ["open_issues_count"] = repository.PullRequests.Count(p => p.State == PullRequests.PullRequestState.Open),
            ["stargazers_count"] = 0,
            ["watchers_count"] = 0,
            ["has_issues"] = true,
            ["has_wiki"] = false,
            ["has_pages"] = false,
            ["has_downloads"] = false,
            ["topics"] = new JsonArray(),
            ["created_at"] = repository.CreatedAt.ToSeconds(),
            ["updated_at"] = repository.PushedAt.ToSeconds(),
            ["pushed_at"] = repository.PushedAt.ToSeconds(),
            ["permissions"] = Permissions(repository.PermissionOf(call.User)),
        };
        if (!full) return document;
        document["allow_merge_commit"] = repository.AllowMerge;
        document["allow_squash_merge"] = repository.AllowSquash;
        document["allow_rebase_merge"] = repository.AllowRebase;
        document["delete_branch_on_merge"] = repository.DeleteBranchOnMerge;
        if (repository.Owner is GitOrganization) document["organization"] = Account(call, repository.Owner);
        if (repository.Parent is GitHubRepository parent)
        {
            document["parent"] = Repository(call, parent, full: false);
            document["source"] = Repository(call, Source(parent), full: false);
        }

        return document;
    }

    public static JsonObject Ref(GitHubCall call, GitHubRepository repository, GitRef reference) => new()
    {
        ["ref"] = reference.Name,
        ["node_id"] = NodeId(reference.Name, repository.Id),
        ["url"] = $"{call.Api}/repos/{repository.FullName}/git/{reference.Name}",
        ["object"] = new JsonObject
        {
            ["sha"] = reference.Sha,
            ["type"] = reference.Kind,
            ["url"] = $"{call.Api}/repos/{repository.FullName}/git/{reference.Kind}s/{reference.Sha}",
        },
    };

    public static JsonObject GitCommit(GitHubCall call, GitHubRepository repository, GitCommit commit) => new()
    {
        ["sha"] = commit.Sha,
        ["node_id"] = NodeId("Commit", repository.Id),
        ["url"] = $"{call.Api}/repos/{repository.FullName}/git/commits/{commit.Sha}",
        ["html_url"] = $"{call.Origin}/git/{repository.FullName}/commit/{commit.Sha}",
        ["author"] = Signature(commit.Author),
        ["committer"] = Signature(commit.Committer),
        ["message"] = commit.Message,
        ["tree"] = new JsonObject { ["sha"] = commit.Tree, ["url"] = $"{call.Api}/repos/{repository.FullName}/git/trees/{commit.Tree}" },
        ["parents"] = Parents(call, repository, commit),
        ["verification"] = new JsonObject { ["verified"] = false, ["reason"] = "unsigned", ["signature"] = null, ["payload"] = null },
    };

    public static JsonObject Commit(GitHubCall call, GitHubRepository repository, GitCommit commit)
    {
        var inner = GitCommit(call, repository, commit);
        foreach (var name in new[] { "sha", "node_id", "html_url", "parents" }) inner.Remove(name);
        inner["comment_count"] = 0;
        return new()
        {
            ["sha"] = commit.Sha,
            ["node_id"] = NodeId("Commit", repository.Id),
            ["commit"] = inner,
            ["url"] = $"{call.Api}/repos/{repository.FullName}/commits/{commit.Sha}",
            ["html_url"] = $"{call.Origin}/git/{repository.FullName}/commit/{commit.Sha}",
            ["comments_url"] = $"{call.Api}/repos/{repository.FullName}/commits/{commit.Sha}/comments",
            ["author"] = Person(call, commit.Author),
            ["committer"] = Person(call, commit.Committer),
            ["parents"] = Parents(call, repository, commit),
        };
    }

    public static JsonObject File(GitHubCall call, GitHubRepository repository, GitFileChange file, string head)
    {
        var document = new JsonObject
        {
            ["sha"] = file.Blob,
            ["filename"] = file.Path,
            ["status"] = file.Status switch { 'A' => "added", 'D' => "removed", 'R' => "renamed", 'C' => "copied", _ => "modified" },
            ["additions"] = file.Additions,
            ["deletions"] = file.Deletions,
            ["changes"] = file.Additions + file.Deletions,
            ["blob_url"] = $"{call.Origin}/git/{repository.FullName}/blob/{head}/{file.Path}",
            ["raw_url"] = $"{call.Origin}/git/{repository.FullName}/raw/{head}/{file.Path}",
            ["contents_url"] = $"{call.Api}/repos/{repository.FullName}/contents/{Uri.EscapeDataString(file.Path)}?ref={head}",
        };
        if (file.Patch is not null) document["patch"] = file.Patch;
        if (file.OldPath is not null) document["previous_filename"] = file.OldPath;
        return document;
    }

    public static JsonObject Permissions(RepositoryPermission held) => new()
    {
        ["admin"] = held == RepositoryPermission.Admin,
        ["maintain"] = held >= RepositoryPermission.Maintain,
        ["push"] = held >= RepositoryPermission.Write,
        ["triage"] = held >= RepositoryPermission.Triage,
        ["pull"] = held >= RepositoryPermission.Read,
    };

    private static GitHubRepository Source(GitHubRepository repository)
    {
        while (repository.Parent is GitHubRepository parent) repository = parent;
        return repository;
    }

    private static JsonObject Signature(GitSignature signature) => new() { ["name"] = signature.Name, ["email"] = signature.Email, ["date"] = signature.When.ToSeconds() };

    private static JsonObject? Person(GitHubCall call, GitSignature signature) =>
        call.Host.Accounts.Users.FirstOrDefault(u => u.Email.Equals(signature.Email, StringComparison.OrdinalIgnoreCase)) is { } user ? Account(call, user) : null;

    private static JsonArray Parents(GitHubCall call, GitHubRepository repository, GitCommit commit) =>
        commit.Parents.Select(sha => (JsonNode)new JsonObject { ["sha"] = sha, ["url"] = $"{call.Api}/repos/{repository.FullName}/commits/{sha}" }).ToJsonArray();
}
