using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Makes a data asset of a file, or of data that a connection reaches.</summary>
/// <remarks>
/// <para>With -Path the file is uploaded; it is streamed. With -Connection and -ConnectionPath the data stays where it is, and the asset refers to it.
/// If that fails, the empty asset is removed again.</para>
/// <para>A second data asset of the same name is a warning that names the first: looking it up costs one request.</para>
/// </remarks>
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
/// <example>
///   <summary>Refer to a table of a database</summary>
///   <code>PS&gt; New-CpdDataAsset -Space churnUATspace -Connection churn-warehouse -ConnectionPath /public/customers</code>
///   <para>The asset is named customers. Nothing is read from the database.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdDataAsset", SupportsShouldProcess = true, DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdAsset))]
public sealed class NewCpdDataAssetCommand : ContainerCmdlet
{
    /// <summary>The file to upload.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Name of the asset; the file's name, or the last part of -ConnectionPath, if not given.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The connection that reaches the data: an object, an id or an exact name. It must be in the same space or project.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [ValidateNotNull]
    public AssetReference? Connection { get; set; }

    /// <summary>Where the data is behind the connection, such as /schema/table or /bucket/file.csv.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConnectionPath { get; set; }

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

    private protected override object? ErrorTarget => (object?)Path ?? ConnectionPath;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Path is null == Connection is null)
            throw new ArgumentException(Path is null ? "Give -Path of a file, or -Connection with -ConnectionPath." : "Give -Path or -Connection, not both: a file is uploaded, data behind a connection stays there.");
        if (Connection is null != ConnectionPath is null)
            throw new ArgumentException("-Connection and -ConnectionPath belong together: the one says how the data is reached, the other where it is.");
        await (Path is not null ? UploadAsync(Path, cancellationToken) : ReferAsync(Connection!, ConnectionPath!, cancellationToken)).ConfigureAwait(false);
    }

    private async Task UploadAsync(string path, CancellationToken cancellationToken)
    {
        string file = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(path)).ConfigureAwait(false);
        if (!File.Exists(file))
            throw new FileNotFoundException($"There is no file '{file}'. Nothing was uploaded.", file);
        Scope scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        CpdAssetDefinition definition = Definition(System.IO.Path.GetFileName(file));
        var content = CpdContent.FromFile(file, ContentType ?? MediaTypes.Of(file));
        if (await ApproveAsync(scope, definition, "Upload", cancellationToken).ConfigureAwait(false))
            await WriteAsync(await scope.Client.Assets.CreateDataAssetAsync(scope.Container, definition, content, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task ReferAsync(AssetReference reference, string path, CancellationToken cancellationToken)
    {
        string name = path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed.Substring(trimmed.LastIndexOf('/') + 1) : path;
        Scope scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        CpdAssetDefinition definition = Definition(name);
        CpdScopedResource connection = reference.Known ?? await scope.Client.Assets.FindAsync(scope.Container, reference.IdOrName, AssetTypes.Connection, cancellationToken).ConfigureAwait(false);
        if (connection.Container.Kind != scope.Container.Kind || connection.Container.Id != scope.Container.Id)
            throw new ArgumentException($"The connection '{connection.Name}' is not in {scope.Container}. Copy it there first, and give the copy.");
        if (await ApproveAsync(scope, definition, $"Refer to '{path}' through the connection '{connection.Name}'", cancellationToken).ConfigureAwait(false))
            await WriteAsync(await scope.Client.Assets.CreateConnectedDataAssetAsync(scope.Container, definition, connection.Id, path, ContentType, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private CpdAssetDefinition Definition(string name) => new() { Name = Name ?? name, Type = AssetTypes.DataAsset, Description = Description, Tags = Tag };

    private async Task<bool> ApproveAsync(Scope scope, CpdAssetDefinition definition, string action, CancellationToken cancellationToken)
    {
        await Namesakes.WarnAsync(WarnAsync, scope, AssetTypes.DataAsset, "data asset", definition.Name, "Give another -Name, or remove the present one with Remove-CpdAsset.", cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        return await ApproveAsync($"data asset '{definition.Name}' in {scope}", action, Force, production).ConfigureAwait(false);
    }
}
