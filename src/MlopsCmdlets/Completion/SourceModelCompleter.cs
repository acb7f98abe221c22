using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of models in the space of -Source.</summary>
internal sealed class SourceModelCompleter() : EnvironmentSideCompleter("Source")
{
    private protected override IAsyncEnumerable<CpdResource> ReadAsync(CpdClient client, CpdContainer space) =>
        client.Assets.SearchAsync(space, new CpdAssetQuery { Type = "wml_model" });
}
