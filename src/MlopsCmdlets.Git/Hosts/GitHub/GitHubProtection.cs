using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Protection;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Rules of branches: classic protection, which this module sets, and rulesets, which it reads.</summary>
internal sealed class GitHubProtection(GitHubCalls calls)
{
    private const string TeamPrefix = "team:";

    /// <summary>Users and teams of a list in which a team is written <c>team:name</c>.</summary>
    public static (IReadOnlyList<string> Users, IReadOnlyList<string> Teams) Split(IEnumerable<string> names)
    {
        var all = names.ToLookup(name => name.StartsWith(TeamPrefix, StringComparison.OrdinalIgnoreCase));
        return ([.. all[false]], [.. all[true].Select(name => name.Substring(TeamPrefix.Length))]);
    }

    /// <summary>What the base demands of pull requests, as far as it can be seen.</summary>
    public async Task<GitHubRules> RulesAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken)
    {
        var rulesets = RulesetsAsync(repository, branch, cancellationToken);
        var summary = await calls.FindAsync(
            $"read branch '{branch}' of {repository}", $"branch '{branch}' in {repository}", client => ReadAsync(client, PathOf(repository, branch)), cancellationToken).ConfigureAwait(false);
        JsonNode? protection = null;
        if ((bool?)summary?["protected"] == true)
        {
            try
            {
                protection = await FindAsync(repository, branch, cancellationToken).ConfigureAwait(false);
            }
            catch (GitHostException e) when (e is GitHostAccessDeniedException or GitHostScopeException or GitHostNotSupportedException)
            {
                // Administrators only.
            }
        }

        return GitHubRules.Of(summary, protection, await rulesets.ConfigureAwait(false));
    }

    public async Task<ProtectionReport> GetAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        await ReportAsync(repository, branch, new ProtectionRules(), changed: false, cancellationToken).ConfigureAwait(false);

    public async Task<ProtectionReport> ProtectAsync(HostRepositoryName repository, string branch, ProtectionRules rules, CancellationToken cancellationToken)
    {
        if (rules.RequirePullRequest == false && (rules.Approvals is > 0 || rules.DismissStale == true || rules.LastPushApproval == true))
            throw new ArgumentException("Approvals cannot be required without requiring pull requests.", nameof(rules));
        var protection = await FindAsync(repository, branch, cancellationToken).ConfigureAwait(false);
        var body = GitHubProtectionBody.Of(protection);
        var before = body.ToJsonString();
        GitHubProtectionBody.Apply(body, rules, await CanRestrictAsync(repository, cancellationToken).ConfigureAwait(false));
        var after = body.ToJsonString();
        var changed = protection is null || before != after;
        if (changed)
            await PutAsync($"protect branch '{branch}' of {repository}", repository, branch, after, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(repository, branch, rules, changed, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ProtectionReport> UnprotectAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken)
    {
        var action = $"remove the protection of branch '{branch}' of {repository}";
        var protection = await FindAsync(repository, branch, cancellationToken).ConfigureAwait(false);
        var changed = protection is not null;
        if (protection is not null)
        {
            var body = GitHubProtectionBody.Of(protection);
            var before = body.ToJsonString();
            if (GitHubProtectionBody.Without(body) is { } rest)
            {
                changed = rest.ToJsonString() != before;
                if (changed)
                    await PutAsync(action, repository, branch, rest.ToJsonString(), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                // 404 after a lost reply: it is gone.
                await calls.FindAsync(
                    action,
                    $"protection of branch '{branch}' in {repository}",
                    async client => (object)await client.Connection.Delete(GitHubCalls.Relative(PathOf(repository, branch) + "/protection")).ConfigureAwait(false),
                    cancellationToken).ConfigureAwait(false);
            }
        }

        return await ReportAsync(repository, branch, new ProtectionRules(), changed, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ProtectionReport> ReportAsync(HostRepositoryName repository, string branch, ProtectionRules wanted, bool changed, CancellationToken cancellationToken)
    {
        var protection = await FindAsync(repository, branch, cancellationToken).ConfigureAwait(false);
        var rulesets = await RulesetsAsync(repository, branch, cancellationToken).ConfigureAwait(false);
        var canRestrict = await CanRestrictAsync(repository, cancellationToken).ConfigureAwait(false);
        return new(repository, branch, GitHubProtectionReport.Of(protection, rulesets, wanted, canRestrict), changed);
    }

    /// <summary>The protection; null for none.</summary>
    /// <exception cref="GitHostAccessDeniedException">The token's owner is no administrator: GitHub shows it to nobody else.</exception>
    private async Task<JsonNode?> FindAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.ReadAsync(
                $"read the protection of branch '{branch}' of {repository}", $"branch '{branch}' in {repository}", PathOf(repository, branch) + "/protection", cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostNotFoundException e) when (GitHubErrors.Says(e.Failure, "Branch not protected"))
        {
            return null;
        }
        catch (GitHostNotFoundException e) when (!GitHubErrors.Says(e.Failure, "Branch not found"))
        {
            // Whoever sees the branch, but not its protection, is no administrator.
            if (await calls.FindAsync($"read branch '{branch}' of {repository}", "branch", client => ReadAsync(client, PathOf(repository, branch)), cancellationToken).ConfigureAwait(false) is null)
                throw;
            throw new GitHostAccessDeniedException(e.Failure with { HostText = "" }, "", e);
        }
    }

    private Task PutAsync(string action, HostRepositoryName repository, string branch, string body, CancellationToken cancellationToken) => calls.SendAsync(
        action, $"branch '{branch}' in {repository}, or you are no administrator of it", client => client.Connection.Put<object>(GitHubCalls.Relative(PathOf(repository, branch) + "/protection"), body), cancellationToken);

    private async Task<bool> CanRestrictAsync(HostRepositoryName repository, CancellationToken cancellationToken) =>
        (await calls.SendAsync($"read repository {repository}", $"repository {repository}", client => client.Repository.Get(repository.Owner, repository.Name), cancellationToken).ConfigureAwait(false))
        .Owner.Type == Octokit.AccountType.Organization;

    /// <summary>Rules of rulesets; none on releases that do not know them.</summary>
    private async Task<IReadOnlyList<JsonNode>> RulesetsAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken)
    {
        var path = $"repos/{repository.Owner}/{repository.Name}/rules/branches/{GitHubCalls.Escape(branch)}?per_page=100";
        try
        {
            var found = await calls.FindAsync($"read the rules of branch '{branch}' of {repository}", "rules", client => ReadAsync(client, path), cancellationToken).ConfigureAwait(false);
            return [.. (found as JsonArray ?? []).OfType<JsonNode>()];
        }
        catch (GitHostNotSupportedException)
        {
            // Private repositories on some plans have none.
            return [];
        }
    }

    private static async Task<JsonNode> ReadAsync(Octokit.IGitHubClient client, string path) =>
        GitHubCalls.Parse(await client.Connection.Get<object>(GitHubCalls.Relative(path), null).ConfigureAwait(false)) ?? new JsonObject();

    private static string PathOf(HostRepositoryName repository, string branch) => $"repos/{repository.Owner}/{repository.Name}/branches/{GitHubCalls.Escape(branch)}";
}
