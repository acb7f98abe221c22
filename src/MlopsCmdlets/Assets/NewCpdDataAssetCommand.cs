using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Uploads a file as a data asset.</summary>
/// <remarks><para>The file is streamed. If the upload fails, the empty asset is removed again.</para></remarks>
/// <example>
///   <summary>Upload a CSV file</summary>
///   <code>PS&gt; New-CpdDataAsset -Space churnUATspace -Path ./customer_churn.csv -Tag churn</code>
///   <para>The asset is named after the file.</para>
/// </example>
/// <example>
///   <summary>Upload several files</summary>
///   <code>PS&gt; Get-ChildItem ./data/*.csv | ForEach-Object { New-CpdDataAsset -Project churn-dev -Path $_.FullName }</code>
///   <para>One asset for each.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdDataAsset", SupportsShouldProcess = true, DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdAsset))]
public sealed class NewCpdDataAssetCommand : ContainerCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Name of the asset; the file's name if not given.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>What it holds.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Tags.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Tag { get; set; }

    /// <summary>Media type; taken from the file's ending if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ContentType { get; set; }

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        string file = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        if (!File.Exists(file))
            throw new FileNotFoundException($"There is no file '{file}'. Nothing was uploaded.", file);
        Scope scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        string name = Name ?? System.IO.Path.GetFileName(file);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync($"data asset '{name}' in {scope}", "Upload", Force, production).ConfigureAwait(false))
            return;
        var definition = new CpdAssetDefinition { Name = name, Type = AssetTypes.DataAsset, Description = Description, Tags = Tag };
        var content = CpdContent.FromFile(file, ContentType ?? MediaTypes.Of(file));
        await WriteAsync(await scope.Client.Assets.CreateDataAssetAsync(scope.Container, definition, content, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
