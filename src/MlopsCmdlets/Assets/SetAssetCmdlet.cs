using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Text;

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

    /// <summary>What a subclass changes besides, for the question before it.</summary>
    private protected virtual (string What, object? Value)[] OtherChanges => [];

    /// <summary>The parameter of these changes.</summary>
    private protected virtual string OtherParameter => "-Path";

    private protected abstract Task<CpdScopedResource> ChangeAsync(Scope scope, string id, CpdChange change, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Name is null && Description is null && Tag is null && OtherChanges.All(change => change.Value is null))
            throw new ArgumentException($"Say what to change: {(OtherChanges.Length > 0 ? OtherParameter + ", " : "")}-Name, -Description or -Tag.");
        (Scope scope, CpdScopedResource asset) = await InputAsync(cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync($"{asset.Type} '{asset.Name}' in {scope}", ChangeText.Of([("name", Name), ("description", Description), ("tags", Tag), .. OtherChanges]), Force, production).ConfigureAwait(false))
            return;
        var change = new CpdChange { Name = Name, Description = Description, Tags = Tag };
        await WriteAsync(await ChangeAsync(scope, asset.Id, change, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
