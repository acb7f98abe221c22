using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Removes assets of one kind, after asking.</summary>
public abstract class RemoveAssetCmdlet : AssetCmdlet
{
    /// <summary>Removes without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected abstract Task RemoveAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        (Scope scope, CpdScopedResource asset) = await InputAsync(cancellationToken).ConfigureAwait(false);
        if (await ApproveAsync($"{asset.Type} '{asset.Name}' ({asset.Id}) in {scope}", "Remove", Force).ConfigureAwait(false))
            await RemoveAsync(scope, asset, cancellationToken).ConfigureAwait(false);
    }
}
