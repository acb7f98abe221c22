using System.Management.Automation;
using System.Net;
using System.Security;
using MlopsCmdlets.Adapters;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Assets.Copying;

/// <summary>Exports assets to a file.</summary>
/// <remarks>
/// <para>The file has the layout of Cloud Pak for Data's own exports and is checked before it appears under its name. A selection with connections needs
/// -EncryptionKey, or -AllowClearText to accept that their secrets can be read by whoever has the file.</para>
/// </remarks>
/// <example>
///   <summary>Export a model and its data</summary>
///   <code>PS&gt; Export-CpdAsset -Space churnUATspace -Name ChurnPrediction, customer_churn.csv -Path ./churn.zip</code>
///   <para>Emits file, SHA-256 and what is in it.</para>
/// </example>
/// <example>
///   <summary>Export everything, with connections</summary>
///   <code>PS&gt; Export-CpdAsset -Space churnUATspace -All -Path ./uat.zip -EncryptionKey (Read-Host -AsSecureString)</code>
///   <para>Import-CpdAsset needs the same key.</para>
/// </example>
[Cmdlet(VerbsData.Export, "CpdAsset", SupportsShouldProcess = true, DefaultParameterSetName = FromSpace)]
[OutputType(typeof(CpdExportedBundle))]
public sealed class ExportCpdAssetCommand : SelectionCmdlet
{
    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Encrypts the secrets of connections.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? EncryptionKey { get; set; }

    /// <summary>Accepts that secrets of connections are in the file in clear text.</summary>
    [Parameter]
    public SwitchParameter AllowClearText { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        string path = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'. Nothing was exported.");
        if (Directory.Exists(path))
            throw new ArgumentException($"'{path}' is a folder. Name a file in it, such as assets.zip.");
        IReadOnlyList<(Scope From, AssetSelection Selection)> sources = await SourcesAsync(cancellationToken).ConfigureAwait(false);
        if (sources.Count > 1)
            throw new ArgumentException("The assets come from several spaces or projects; one file holds assets of one.");
        (Scope from, AssetSelection selection) = sources[0];
        BundleExport export = await CopyService.ExportFromAsync(
            from.Session, from.Client, from.Container, await OptionsAsync(Force).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<AssetHeader> assets = await export.SelectAsync(selection, cancellationToken).ConfigureAwait(false);
        export.Check(assets, path, EncryptionKey is not null, AllowClearText, Force);
        string what = assets.Count == 1 ? $"{assets[0].Type} '{assets[0].Name}'" : $"{assets.Count} assets";
        if (!await ApproveAsync(path, $"Export {what} of {from.Container}").ConfigureAwait(false))
            return;
        TransferKey? key = EncryptionKey is null ? null : new TransferKey(new NetworkCredential("", EncryptionKey).Password);
        ExportedBundle bundle = await export.RunAsync(
            assets, path, key, AllowClearText, Force, Progress($"Exporting from {from.Container}"), cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
        foreach (string warning in bundle.Warnings)
            await WarnAsync(warning).ConfigureAwait(false);
        await WriteAsync(CpdExportedBundle.Of(bundle)).ConfigureAwait(false);
    }
}
