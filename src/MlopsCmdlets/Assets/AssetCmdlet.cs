using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>A cmdlet for one asset at a time, of any kind or of one.</summary>
public abstract class AssetCmdlet : OptionalContainerCmdlet
{
    /// <summary>The asset: an object, an id or an exact name. Superseded versions are not found by name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(AssetCompleter))]
    [ValidateNotNull]
    public AssetReference? InputObject { get; set; }

    private protected override object? ErrorTarget => (object?)InputObject?.Known ?? InputObject?.IdOrName;

    /// <summary>The type to look for by name, in the catalogue's terms; null for any.</summary>
    private protected virtual string? AssetType => null;

    /// <summary>The asset with its container.</summary>
    private protected Task<(Scope Scope, CpdScopedResource Asset)> InputAsync(CancellationToken cancellationToken) =>
        AssetAsync(InputObject!, AssetType, cancellationToken);
}
