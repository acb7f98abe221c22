using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Stores something that runs on a software specification: a model, function or script with its file.</summary>
public abstract class NewCodeCmdlet : ContainerCmdlet
{
    /// <summary>Name; the file's name without its ending if not given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The file with the content.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Name or id of the software specification; Get-CpdSoftwareSpecification lists them.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(SoftwareSpecificationCompleter))]
    [ValidateNotNullOrEmpty]
    public string SoftwareSpecification { get; set; } = "";

    /// <summary>What it is for.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Tags.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Tag { get; set; }

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Name ?? Path;

    /// <summary>For messages: "model".</summary>
    private protected abstract string Kind { get; }

    /// <summary>The asset type in the catalogue's terms.</summary>
    private protected abstract string AssetType { get; }

    /// <summary>What to do instead of storing a second one of the same name, a sentence.</summary>
    private protected abstract string Instead { get; }

    /// <summary>The name of the asset when none is given.</summary>
    private protected virtual string NameOf(string file) => System.IO.Path.GetFileNameWithoutExtension(file);

    private protected abstract Task<CpdScopedResource> StoreAsync(Scope scope, string name, string file, CpdSoftwareSpecification specification, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        string file = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        if (!File.Exists(file))
            throw new FileNotFoundException($"There is no file '{file}'. Nothing was stored.", file);
        Scope scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        CpdSoftwareSpecification specification = await scope.Client.SoftwareSpecifications.FindAsync(SoftwareSpecification, scope.Container, cancellationToken).ConfigureAwait(false);
        if (!string.Equals(specification.LifeCycle, "supported", StringComparison.OrdinalIgnoreCase))
            await WarnAsync(Ageing(specification)).ConfigureAwait(false);
        string name = Name ?? NameOf(file);
        await Namesakes.WarnAsync(WarnAsync, scope, AssetType, Kind, name, Instead, cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        if (await ApproveAsync($"{Kind} '{name}' in {scope}", "Store", Force, production).ConfigureAwait(false))
            await WriteAsync(await StoreAsync(scope, name, file, specification, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Removes what has no content because its upload failed. That failure is the one to report, whatever becomes of the removal.</summary>
    private protected async Task RemoveEmptyAsync(string name, string id, Func<Task> remove)
    {
        try
        {
            await remove().ConfigureAwait(false);
        }
        catch (CpdException failure)
        {
            await WarnAsync($"The {Kind} '{name}' ({id}) has no content and could not be removed again: {failure.Message} Remove it by its id.").ConfigureAwait(false);
        }
    }

    private static string Ageing(CpdSoftwareSpecification specification) =>
        $"The software specification '{specification.Name}' is {specification.LifeCycle}"
        + (specification.ReplacementName is { Length: > 0 } next ? $"; use '{next}'." : ".");
}
