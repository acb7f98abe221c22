using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of assets in the space or project given.</summary>
internal sealed class AssetCompleter : ContainedCompleter
{
    private protected override Task<IReadOnlyList<Completion>> ReadAsync(CpdClient client, CpdContainer container, CancellationToken cancellationToken) =>
        NamesAsync(client.Assets.SearchAsync(container, cancellationToken: cancellationToken));
}
