using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Refs;
using MlopsCmdlets.Git.Protection;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>Protects branches by policies and permissions, and reads back what came of it.</summary>
internal sealed class BranchProtection(
    AzureConnection connection, AzureRepositories repositories, AzureBranches branches, BranchPolicies policies, BranchPermissions permissions, AzureIdentities identities)
{
    public async Task<ProtectionReport> GetAsync(HostRepositoryName name, string branch, CancellationToken cancellationToken)
    {
        var action = $"read the rules of branch '{branch}' of {name}";
        var now = await ReadAsync(name, branch, action, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(name, now, new ProtectionRules(), pushers: null, changed: false, action, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ProtectionReport> ProtectAsync(HostRepositoryName name, string branch, ProtectionRules rules, CancellationToken cancellationToken)
    {
        var action = $"protect the branch '{branch}' of {name}";
        var now = await ReadAsync(name, branch, action, cancellationToken).ConfigureAwait(false);

        // Names and permissions first: a name that does not exist, or a right that lacks, must not leave half of the rules.
        var pushers = await ResolveAsync(name, rules.RestrictPush, action, cancellationToken).ConfigureAwait(false);
        var list = pushers is null && rules.IncludeAdministrators is null
            ? null
            : PermissionDrafts.ToSave(now.Permissions ?? await permissions.ReadAsync(now.Repository, branch, action, cancellationToken).ConfigureAwait(false), pushers, rules.IncludeAdministrators);
        var changed = false;
        foreach (var policy in PolicyDrafts.ToSave(now, rules))
        {
            await policies.SaveAsync(name, policy, action, cancellationToken).ConfigureAwait(false);
            changed = true;
        }

        foreach (var policy in PolicyDrafts.ToDelete(now, rules))
        {
            await policies.DeleteAsync(name, policy.Id ?? 0, action, cancellationToken).ConfigureAwait(false);
            changed = true;
        }

        if (list is not null)
        {
            await permissions.WriteAsync(list, action, cancellationToken).ConfigureAwait(false);
            changed = true;
        }

        var then = await ReadAsync(name, branch, action, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(name, then, rules, pushers, changed, action, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ProtectionReport> UnprotectAsync(HostRepositoryName name, string branch, CancellationToken cancellationToken)
    {
        var action = $"remove the rules of branch '{branch}' of {name}";
        var now = await ReadAsync(name, branch, action, cancellationToken).ConfigureAwait(false);
        var ours = PolicyDrafts.Ours(now);
        foreach (var policy in ours)
            await policies.DeleteAsync(name, policy.Id ?? 0, action, cancellationToken).ConfigureAwait(false);
        var list = now.Permissions is null ? null : PermissionDrafts.ToClear(now.Permissions);
        if (list is not null)
            await permissions.WriteAsync(list, action, cancellationToken).ConfigureAwait(false);
        var then = await ReadAsync(name, branch, action, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(name, then, new ProtectionRules(), pushers: null, ours.Count > 0 || list is not null, action, cancellationToken).ConfigureAwait(false);
    }

    private async Task<BranchRules> ReadAsync(HostRepositoryName name, string branch, string action, CancellationToken cancellationToken)
    {
        var repository = await repositories.GetAsync(name, action, cancellationToken).ConfigureAwait(false);
        if (await branches.TipAsync(name, branch, action, cancellationToken).ConfigureAwait(false) is null)
            throw new GitHostNotFoundException(connection.Failure(action), $"branch '{branch}' in {name}");
        return new(
            repository,
            branch,
            await policies.ListAsync(name, action, cancellationToken).ConfigureAwait(false),
            await permissions.FindAsync(repository, branch, action, cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyCollection<string>?> ResolveAsync(HostRepositoryName name, IReadOnlyList<string>? pushers, string action, CancellationToken cancellationToken)
    {
        if (pushers is null)
            return null;
        var descriptors = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pusher in pushers)
            descriptors.Add((await identities.ResolveAsync(pusher, name.Owner, action, cancellationToken).ConfigureAwait(false)).Descriptor);
        return descriptors;
    }

    private async Task<ProtectionReport> ReportAsync(
        HostRepositoryName name, BranchRules now, ProtectionRules rules, IReadOnlyCollection<string>? pushers, bool changed, string action, CancellationToken cancellationToken)
    {
        // Only the names that the report can speak of.
        var named = now.Permissions is { } chain ? chain.Allowed(GitPermission.Bypass).Concat(chain.Own.AcesDictionary.Keys).Distinct(StringComparer.OrdinalIgnoreCase).ToList() : [];
        var names = await identities.NamesAsync(named, action, cancellationToken).ConfigureAwait(false);
        return new(name, now.Branch, new ProtectionFindings(now, rules, pushers, names).All(), changed);
    }
}
