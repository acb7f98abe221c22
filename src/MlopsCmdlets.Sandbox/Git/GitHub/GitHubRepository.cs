using System.Collections.Immutable;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Transport;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>A repository on GitHub.</summary>
internal sealed class GitHubRepository(GitHost host, long id, GitOwner owner, string name) : GitRepository(host, id, name)
{
    public const string NotAuthorized = "You're not authorized to push to this branch. Visit https://docs.github.com/articles/about-protected-branches/ for more information.";

    private long _number;

    public GitOwner Owner => owner;

    public string FullName => $"{owner.Login}/{Name}";

    public string Description { get; set; } = "";

    public bool IsPrivate { get; set; }

    public bool AllowMerge { get; set; } = true;

    public bool AllowSquash { get; set; } = true;

    public bool AllowRebase { get; set; } = true;

    public bool DeleteBranchOnMerge { get; set; }

    public Dictionary<GitUser, RepositoryPermission> Collaborators { get; } = [];

    public Dictionary<string, BranchProtection> Protections { get; } = new(StringComparer.Ordinal);

    public List<GitHubPullRequest> PullRequests { get; } = [];

    public List<CommitStatus> Statuses { get; } = [];

    public List<CheckRun> CheckRuns { get; } = [];

    public override string Realm => "GitHub";

    public long NextNumber() => ++_number;

    public override RepositoryPermission PermissionOf(GitUser? user)
    {
        var least = IsPrivate ? RepositoryPermission.None : RepositoryPermission.Read;
        if (user is null) return least;
        if (user.IsSiteAdministrator || user == owner) return RepositoryPermission.Admin;
        List<RepositoryPermission> held = [least, Collaborators.GetValueOrDefault(user)];
        if (owner is GitOrganization organization)
        {
            if (organization.Owners.Contains(user)) return RepositoryPermission.Admin;
            held.AddRange(organization.Teams.Where(t => t.Members.Contains(user)).Select(t => t.Permission));
            if (organization.Members.Contains(user)) held.Add(organization.BasePermission);
        }

        return held.Max();
    }

    public override bool MayPushWith(GitToken token) => token.Has(GitToken.GitHubRepositories) || (!IsPrivate && token.Has("public_repo"));

    public override string PushDenied(GitUser user) => $"Permission to {FullName}.git denied to {user.Login}.";

    public override Task<RefRule?> JudgeAsync(RefUpdate update, GitUser user) => Task.FromResult(Judge(update, user));

    /// <summary>The rule of the protection that an update breaks, in GitHub's words. A force push shows only once the objects are there.</summary>
    public RefRule? Judge(RefUpdate update, GitUser user)
    {
        if (update.Branch is not { } branch || !Protections.TryGetValue(branch, out var rules)) return null;
        var exempt = !rules.EnforceAdmins && PermissionOf(user) == RepositoryPermission.Admin;
        if (update.Deletes) return rules.AllowDeletions ? null : Refuse(update, "Cannot delete this protected branch");
        if (!exempt)
        {
            if (rules.LockBranch) return Refuse(update, "Cannot change this locked branch");
            if (rules.Restrictions is { } restriction && !restriction.Allows(user)) return Refuse(update, NotAuthorized);
            if (rules.Reviews is not null) return Refuse(update, "Changes must be made through a pull request.");
            if (rules.Checks is { } checks && MissingCheck(update.New, checks) is { } missing) return Refuse(update, missing);
        }

        return rules.AllowForcePushes || update.Creates ? null : Refuse(update, "Cannot force-push to this branch") with { OnlyForward = true };
    }

    /// <summary>The newest status or check run of each context: <c>success</c>, <c>pending</c>, <c>failure</c> or <c>error</c>.</summary>
    public IReadOnlyDictionary<string, string> ChecksOf(string sha)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (var status in Statuses.Where(s => s.Sha == sha)) found[status.Context] = status.State;
        foreach (var run in CheckRuns.Where(r => r.Sha == sha))
            found[run.Name] = run.Status != "completed" ? "pending" : run.Conclusion is "success" or "neutral" or "skipped" ? "success" : "failure";
        return found;
    }

    /// <summary>What GitHub says of the first required check that is not green; null when all are.</summary>
    public string? MissingCheck(string sha, ImmutableArray<string> required)
    {
        var found = ChecksOf(sha);
        var open = required.Where(c => found.GetValueOrDefault(c) != "success").ToList();
        return open switch
        {
            [] => null,
            [var one] => found.GetValueOrDefault(one) switch
            {
                null => $"Required status check \"{one}\" is expected.",
                "pending" => $"Required status check \"{one}\" is pending.",
                _ => $"Required status check \"{one}\" is failing.",
            },
            _ when open.All(c => !found.ContainsKey(c)) => $"{open.Count} of {required.Length} required status checks are expected.",
            _ => $"{open.Count} of {required.Length} required status checks have not succeeded.",
        };
    }

    /// <summary>GitHub's combined state: <c>pending</c> when there is nothing.</summary>
    public string CombinedState(string sha)
    {
        var states = ChecksOf(sha).Values;
        if (states.Any(s => s is "failure" or "error")) return "failure";
        return states.Any() && states.All(s => s == "success") ? "success" : "pending";
    }

    public override async Task OnRefChangedAsync(RefUpdate update, GitUser user)
    {
        await base.OnRefChangedAsync(update, user);
        if (update.Branch is not { } branch) return;
        foreach (var request in Host.GitHub.Repositories.SelectMany(r => r.PullRequests).ToList())
        {
            if ((request.HeadRepository == this && request.HeadBranch == branch) || (request.Repository == this && request.BaseBranch == branch))
                await request.RefreshAsync(user);
        }
    }

    private static RefRule Refuse(RefUpdate update, string text) => new(
        $"protected branch hook declined: GH006: {text}",
        [$"error: GH006: Protected branch update failed for {update.Name}.", $"error: {text}"]);
}
