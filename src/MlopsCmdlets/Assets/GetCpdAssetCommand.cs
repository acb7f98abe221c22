using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Gets assets of any type from a space or project.</summary>
/// <remarks>
/// <para>Shows models, data assets, connections, scripts and whatever else the catalogue knows. Versions that were superseded by a copy or promotion
/// are shown only with -IncludeSuperseded.</para>
/// </remarks>
/// <example>
///   <summary>What is in a space</summary>
///   <code>PS&gt; Get-CpdAsset -Space churnUATspace</code>
///   <para>Shows name, type, size and id.</para>
/// </example>
/// <example>
///   <summary>Copy all data assets and connections</summary>
///   <code>PS&gt; Get-CpdAsset -Space churnUATspace -Type data_asset, connection | Copy-CpdAsset -DestinationSpace churn_prod_space</code>
///   <para>The objects bring their space and session.</para>
/// </example>
/// <example>
///   <summary>Search on the server</summary>
///   <code>PS&gt; Get-CpdAsset -Space churnUATspace -Query 'asset.tags:churn'</code>
///   <para>Useful where a space holds thousands of assets.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdAsset", DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdAsset))]
public sealed class GetCpdAssetCommand : GetAssetCmdlet<CpdAsset>
{
    /// <summary>Only assets of these types, in the server's terms: wml_model, data_asset, connection, script, notebook...</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AssetTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Type { get; set; }

    /// <summary>A query in the server's search language (Lucene), such as asset.tags:churn or asset.name:churn*.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Query { get; set; } = "*:*";

    private protected override string Kind => "asset";

    private protected override async IAsyncEnumerable<CpdAsset> ListAsync(
        Scope scope, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string type in Type?.Distinct(StringComparer.Ordinal) ?? ["asset"])
        {
            var query = new CpdAssetQuery { Type = type, Query = Query };
            await foreach (CpdAsset asset in scope.Client.Assets.SearchAsync(scope.Container, query, cancellationToken).ConfigureAwait(false))
                yield return asset;
        }
    }

    private protected override Task<CpdAsset> GetAsync(Scope scope, string id, CancellationToken cancellationToken) =>
        scope.Client.Assets.GetAsync(scope.Container, id, cancellationToken);
}
