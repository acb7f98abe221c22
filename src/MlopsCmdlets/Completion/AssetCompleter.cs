using MlopsCmdlets.Assets;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of assets in the space or project given; of models for the cmdlets of models, and so on.</summary>
internal sealed class AssetCompleter : ContainedCompleter
{
    private protected override IEnumerable<Completion> Offered(IReadOnlyList<Completion> names, string commandName)
    {
        string[]? types = commandName.Substring(commandName.LastIndexOf('-') + 1) switch
        {
            "CpdModel" or "CpdModelRevision" => [AssetTypes.Model],
            "CpdFunction" => [AssetTypes.Function],
            "CpdScript" => [AssetTypes.Script],
            "CpdConnection" => [AssetTypes.Connection],
            "CpdDeployment" => [AssetTypes.Model, AssetTypes.Function, AssetTypes.Script],
            _ => null,
        };
        return types is null ? names : names.Where(name => types.Contains(name.Type));
    }

    private protected override Task<IReadOnlyList<Completion>> ReadAsync(CpdClient client, CpdContainer container, CancellationToken cancellationToken) =>
        NamesAsync(client.Assets.SearchAsync(container, cancellationToken: cancellationToken));
}
