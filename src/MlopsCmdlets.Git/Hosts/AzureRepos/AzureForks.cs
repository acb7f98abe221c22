using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Refs;
using MlopsCmdlets.Git.Hosts.Calls;

namespace MlopsCmdlets.Git.Hosts.AzureRepos;

/// <summary>Forks. Azure Repos copies the branches after it has answered, so their coming is waited for.</summary>
internal sealed class AzureForks(AzureConnection connection, AzureRepositories repositories, AzureBranches branches)
{
    // How long an older fork may still be at it. The host does not say when a repository was made.
    private static readonly TimeSpan FillTime = TimeSpan.FromMinutes(1);

    public async Task<HostRepository> ForkAsync(HostRepositoryName source, HostRepositoryName target, TimeSpan timeout, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var action = $"fork {source} as {target}";
        var parent = await repositories.GetAsync(source, action, cancellationToken).ConfigureAwait(false);
        var wanted = await branches.TipsAsync(source, action, cancellationToken).ConfigureAwait(false);
        var there = await repositories.FindDocumentAsync(target, action, cancellationToken).ConfigureAwait(false);
        if (there is not null && !string.Equals(there.ParentRepository?.Id, parent.Id, StringComparison.OrdinalIgnoreCase))
            throw new GitHostAlreadyExistsException(connection.Failure(action), $"repository {target}, which is no fork of {source},");
        if (there is null)
        {
            var project = await repositories.ProjectAsync(target.Owner, action, cancellationToken).ConfigureAwait(false);
            await repositories.MakeAsync(target, project, parent, action, cancellationToken).ConfigureAwait(false);
        }

        await HostWait.UntilAsync(
            connection.Time,
            there is null || (timeout >= TimeSpan.Zero && timeout < FillTime) ? timeout : FillTime,
            () => MissingAsync(source, target, wanted, action, cancellationToken),
            missing => missing.Count == 0 ? null : $"{wanted.Count - missing.Count} of {wanted.Count} branches are copied",
            (missing, _) => there is null
                ? new GitHostTimeoutException(connection.Failure(action), $"copying the branches {string.Join(", ", missing)}", timeout)
                : new GitHostAlreadyExistsException(connection.Failure(action), $"fork {target}, which lacks {string.Join(", ", missing)} or newer commits of it,"),
            progress,
            cancellationToken).ConfigureAwait(false);
        return repositories.ToModel(await repositories.GetAsync(target, action, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Branches that the fork lacks, or has at an older commit.</summary>
    private async Task<IReadOnlyList<string>> MissingAsync(HostRepositoryName source, HostRepositoryName target, IReadOnlyDictionary<string, string> wanted, string action, CancellationToken cancellationToken)
    {
        var tips = await branches.TipsAsync(target, action, cancellationToken).ConfigureAwait(false);
        List<string> missing = [];
        foreach (var branch in wanted)
        {
            if (!tips.TryGetValue(branch.Key, out var tip) || (tip != branch.Value && !await IsNewerAsync(source, target, branch.Value, tip, action, cancellationToken).ConfigureAwait(false)))
                missing.Add(branch.Key);
        }

        return missing;
    }

    /// <summary>The source moved while it was copied, or somebody pushed to the fork already.</summary>
    private async Task<bool> IsNewerAsync(HostRepositoryName source, HostRepositoryName target, string wanted, string tip, string action, CancellationToken cancellationToken)
    {
        foreach (var name in new[] { target, source })
        {
            if (await branches.DifferenceAsync(name, wanted, tip, action, cancellationToken).ConfigureAwait(false) is { BehindCount: 0 })
                return true;
        }

        return false;
    }
}
