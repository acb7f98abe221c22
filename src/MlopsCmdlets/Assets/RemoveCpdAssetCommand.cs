using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Removes assets of any type.</summary>
/// <remarks><para>What a deployment serves is refused. Without -Trash the asset is gone for good; with it the server keeps it in its trash for a while. Models, functions and scripts have no trash.</para></remarks>
/// <example>
///   <summary>Remove a data asset</summary>
///   <code>PS&gt; Remove-CpdAsset -InputObject old.csv -Space churnUATspace</code>
///   <para>Asks before it removes.</para>
/// </example>
/// <example>
///   <summary>Clean up superseded versions</summary>
///   <code>PS&gt; Get-CpdAsset -Space churnUATspace -IncludeSuperseded | Where-Object Tags -contains mlops-superseded | Remove-CpdAsset -Force</code>
///   <para>-Force removes without asking.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdAsset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCpdAssetCommand : RemoveAssetCmdlet
{
    /// <summary>Moves the asset to the server's trash instead of removing it for good.</summary>
    [Parameter]
    public SwitchParameter Trash { get; set; }

    private protected override Task RemoveAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken) => (KindOf(asset), Trash.IsPresent) switch
    {
        (AssetTypes.Model or AssetTypes.Function or AssetTypes.Script, true) =>
            throw new ArgumentException($"'{asset.Name}' can be deployed, and such assets have no trash. Leave out -Trash to remove it for good."),
        (AssetTypes.Model, _) => scope.Client.Models.DeleteAsync(scope.Container, asset.Id, cancellationToken: cancellationToken),
        (AssetTypes.Function, _) => scope.Client.Functions.DeleteAsync(scope.Container, asset.Id, cancellationToken: cancellationToken),
        (AssetTypes.Script, _) => scope.Client.Scripts.DeleteAsync(scope.Container, asset.Id, cancellationToken: cancellationToken),
        (_, var trash) => scope.Client.Assets.DeleteAsync(scope.Container, asset.Id, purge: !trash, cancellationToken),
    };

    /// <summary>The type in the catalogue's terms; models and functions call their framework or specification their type.</summary>
    private static string KindOf(CpdScopedResource asset) => asset switch
    {
        CpdModel => AssetTypes.Model,
        CpdFunction => AssetTypes.Function,
        CpdScript => AssetTypes.Script,
        _ => asset.Type,
    };
}
