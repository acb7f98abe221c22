using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Completion;

/// <summary>Names of branches on the Git host; those of the clone where no host is connected.</summary>
internal sealed class BranchCompleter : GitCompleter
{
    private protected override async Task<IReadOnlyList<Completion>> ReadAsync(HostedRepository repository, CancellationToken cancellationToken) =>
        [.. (await repository.Host.ListBranchesAsync(repository.Name, cancellationToken).ConfigureAwait(false))
            .Select(branch => new Completion(branch.Name, $"{Text.View.Hash(branch.Commit)}{(branch.IsProtected ? ", protected" : "")}"))];

    private protected override IReadOnlyList<Completion> Local(string folder) => LocalBranchCompleter.NamesIn(folder);
}
