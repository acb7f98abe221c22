using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Changes name, description and tags of an asset; subclasses add what else can change.</summary>
public abstract class SetAssetCmdlet : AssetCmdlet
{
    /// <summary>The new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The new description.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? Description { get; set; }

    /// <summary>The new tags; they replace the present ones.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Tag { get; set; }

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected abstract Task<CpdScopedResource> ChangeAsync(Scope scope, string id, CpdChange change, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        (Scope scope, CpdScopedResource asset) = await InputAsync(cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync($"{asset.Type} '{asset.Name}' in {scope}", "Change", Force, production).ConfigureAwait(false))
            return;
        var change = new CpdChange { Name = Name, Description = Description, Tags = Tag };
        await WriteAsync(await ChangeAsync(scope, asset.Id, change, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
