using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Refs;

/// <summary>Branches: changes of references with the old object id, which the server compares.</summary>
internal sealed class AzureBranches(AzureConnection connection, AzureRepositories repositories, BranchPolicies policies)
{
    private const string Heads = "refs/heads/";
    private static readonly string None = new('0', 40);

    public async Task<IReadOnlyList<HostBranch>> ListAsync(HostRepositoryName name, CancellationToken cancellationToken)
    {
        var repository = await repositories.GetAsync(name, "list the branches of " + name, cancellationToken).ConfigureAwait(false);
        var all = await policies.ListAsync(name, "list the branches of " + name, cancellationToken).ConfigureAwait(false);
        var refs = await RefsAsync(name, "heads/", "list the branches of " + name, cancellationToken).ConfigureAwait(false);
        return refs.Select(r => Branch(r, repository, all)).ToList();
    }

    public async Task<HostBranch?> FindAsync(HostRepositoryName name, string branch, CancellationToken cancellationToken)
    {
        var action = $"read the branch '{branch}' of {name}";
        if (await FindRefAsync(name, branch, action, cancellationToken).ConfigureAwait(false) is not { } found)
            return null;
        var repository = await repositories.GetAsync(name, action, cancellationToken).ConfigureAwait(false);
        return Branch(found, repository, await policies.ListAsync(name, action, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Name and tip of every branch, without a look at the rules.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TipsAsync(HostRepositoryName name, string action, CancellationToken cancellationToken)
    {
        var refs = await RefsAsync(name, "heads/", action, cancellationToken).ConfigureAwait(false);
        return refs.ToDictionary(r => Short(r.Name), r => r.ObjectId, StringComparer.Ordinal);
    }

    public async Task<string?> TipAsync(HostRepositoryName name, string branch, string action, CancellationToken cancellationToken) =>
        (await FindRefAsync(name, branch, action, cancellationToken).ConfigureAwait(false))?.ObjectId;

    public async Task<HostBranch> CreateAsync(HostRepositoryName name, string branch, string commit, CancellationToken cancellationToken)
    {
        var action = $"create the branch '{branch}' in {name}";
        await connection.ChangeAsync(
            async () =>
            {
                if (await UpdateAsync(name, branch, None, commit, action, cancellationToken).ConfigureAwait(false))
                    return commit;
                var tip = await TipAsync(name, branch, action, cancellationToken).ConfigureAwait(false);
                throw new GitHostAlreadyExistsException(connection.Failure(action), tip is null ? $"branch '{branch}'" : $"branch '{branch}' at {tip}");
            },
            async () => await TipAsync(name, branch, action, cancellationToken).ConfigureAwait(false) is { } tip && tip == commit ? tip : null,
            cancellationToken).ConfigureAwait(false);
        return await FindAsync(name, branch, cancellationToken).ConfigureAwait(false) ?? new HostBranch(branch, commit, IsProtected: false);
    }

    public async Task DeleteAsync(HostRepositoryName name, string branch, string? expectedCommit, CancellationToken cancellationToken)
    {
        var action = $"delete the branch '{branch}' of {name}";
        await connection.ChangeAsync(
            async () =>
            {
                var tip = await TipAsync(name, branch, action, cancellationToken).ConfigureAwait(false);
                if (tip is null)
                    return None;
                if (expectedCommit is not null && !string.Equals(tip, expectedCommit, StringComparison.OrdinalIgnoreCase))
                    throw new BranchMovedException(connection.Failure(action), branch, expectedCommit, tip);
                if (await UpdateAsync(name, branch, tip, None, action, cancellationToken).ConfigureAwait(false))
                    return None;
                var now = await TipAsync(name, branch, action, cancellationToken).ConfigureAwait(false);
                return now is null ? None : throw new BranchMovedException(connection.Failure(action), branch, tip, now);
            },
            async () => await TipAsync(name, branch, action, cancellationToken).ConfigureAwait(false) is null ? None : null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The filter of the host is a prefix: <c>heads/dev</c> also gives <c>heads/develop</c>.</summary>
    public Task<IReadOnlyList<AzureRef>> RefsAsync(HostRepositoryName name, string filter, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Get(AzureRepositories.PathOf(name) + "/refs", action) with { What = "repository " + name };
        return connection.ListAsync(call.With("filter", filter).With("peelTags", "true"), AzureJson.Default.AzureListAzureRef, cancellationToken);
    }

    /// <summary>How one commit stands to another; null when the repository lacks one of them.</summary>
    public Task<AzureDifference?> DifferenceAsync(HostRepositoryName name, string from, string to, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Get(AzureRepositories.PathOf(name) + "/diffs/commits", action).With("$top", "1")
            .With("baseVersion", from).With("baseVersionType", "commit").With("targetVersion", to).With("targetVersionType", "commit");
        return connection.FindAsync(call, AzureJson.Default.AzureDifference, cancellationToken);
    }

    public async Task<bool?> IsAncestorAsync(HostRepositoryName name, string ancestor, string descendant, CancellationToken cancellationToken)
    {
        var found = await DifferenceAsync(name, descendant, ancestor, $"compare the commits {ancestor} and {descendant} of {name}", cancellationToken).ConfigureAwait(false);
        return found is null ? null : string.Equals(found.CommonCommit, ancestor, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A branch's name without <c>refs/heads/</c>.</summary>
    public static string Short(string name) => name.StartsWith(Heads, StringComparison.Ordinal) ? name.Substring(Heads.Length) : name;

    /// <summary>A branch's name with <c>refs/heads/</c>.</summary>
    public static string Long(string branch) => Heads + branch;

    private async Task<AzureRef?> FindRefAsync(HostRepositoryName name, string branch, string action, CancellationToken cancellationToken)
    {
        var refs = await RefsAsync(name, "heads/" + branch, action, cancellationToken).ConfigureAwait(false);
        return refs.FirstOrDefault(r => string.Equals(r.Name, Long(branch), StringComparison.Ordinal));
    }

    /// <summary>False when the branch is not at the old commit.</summary>
    private async Task<bool> UpdateAsync(HostRepositoryName name, string branch, string from, string to, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Post(AzureRepositories.PathOf(name) + "/refs", action) with { What = "repository " + name, Branch = branch };
        var reply = await connection.SendAsync(
            call.Json([new AzureRefUpdate(Long(branch), from, to)], AzureJson.Default.IReadOnlyListAzureRefUpdate), AzureJson.Default.AzureListAzureRefUpdateResult, cancellationToken).ConfigureAwait(false);
        if (reply.Value is not [var result, ..])
            throw new GitHostInvalidReplyException(connection.Failure(action), "the host does not say what became of it.");
        if (result.Success)
            return true;
        if (string.Equals(result.UpdateStatus, "staleOldObjectId", StringComparison.OrdinalIgnoreCase))
            return false;
        var failure = connection.Failure(action) with { HostText = Said(result) };
        throw result.UpdateStatus.ToLowerInvariant() switch
        {
            "rejectedbypolicy" or "locked" or "forcepushrequired" => new BranchProtectedException(failure, branch) as GitHostException,
            "writepermissionrequired" or "createbranchpermissionrequired" => new GitHostAccessDeniedException(failure, ""),
            "unresolvabletocommit" => new GitHostNotFoundException(failure, "commit " + to),
            "refnameconflict" => new GitHostAlreadyExistsException(failure, $"a branch whose name begins like '{branch}'"),
            "invalidrefname" => new GitHostInvalidRequestException(failure),
            _ => new GitHostRefusedException(failure),
        };
    }

    private static string Said(AzureRefUpdateResult result) =>
        AzureFailures.Clean(result.CustomMessage is { Length: > 0 } text ? $"{result.UpdateStatus}: {text}" : result.UpdateStatus);

    private static HostBranch Branch(AzureRef found, AzureRepository repository, IReadOnlyList<AzurePolicy> policies) =>
        new(Short(found.Name), found.ObjectId, BranchPolicies.For(policies, repository, Short(found.Name)).Any(p => p.IsBlocking));
}
