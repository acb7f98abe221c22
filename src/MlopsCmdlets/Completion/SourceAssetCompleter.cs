using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of assets in the space of -Source.</summary>
internal sealed class SourceAssetCompleter() : EnvironmentSideCompleter("Source")
{
    private protected override IAsyncEnumerable<CpdResource> ReadAsync(CpdClient client, CpdContainer space) => client.Assets.SearchAsync(space);
}
