using System.Management.Automation;
using System.Net;
using System.Security;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Assets.Copying;

/// <summary>Imports assets from a file that Export-CpdAsset, cpdctl or the web console wrote.</summary>
/// <remarks>
/// <para>The file is checked before anything is sent: names, links, sizes and checksums. It goes in as a whole: when one of its assets differs from one
/// of the same type and name at the destination, nothing is imported, unless -Force adds new versions and tags the present ones as superseded.
/// What arrived is read back and compared.</para>
/// </remarks>
/// <example>
///   <summary>See what an import would do</summary>
///   <code>PS&gt; Import-CpdAsset -Path ./churn.zip -DestinationSpace churn_prod_space -WhatIf</code>
///   <para>Compares the file with the space; nothing is sent.</para>
/// </example>
/// <example>
///   <summary>Import with encrypted connections</summary>
///   <code>PS&gt; Import-CpdAsset -Path ./uat.zip -DestinationSpace churn_prod_space -EncryptionKey (Read-Host -AsSecureString)</code>
///   <para>The key is the one that the export was made with.</para>
/// </example>
[Cmdlet(VerbsData.Import, "CpdAsset", SupportsShouldProcess = true)]
[OutputType(typeof(CpdCopiedAsset))]
public sealed class ImportCpdAssetCommand : TransferCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The space to import into: an object, an id or an exact name.</summary>
    [Parameter]
    [Alias("Space")]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference? DestinationSpace { get; set; }

    /// <summary>The project to import into: an object, an id or an exact name.</summary>
    [Parameter]
    [Alias("Project")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNull]
    public ProjectReference? DestinationProject { get; set; }

    /// <summary>The key that the export was made with.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? EncryptionKey { get; set; }

    /// <summary>Adds new versions where the destination has different assets of those names, and asks no question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        string path = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'. Nothing was imported.", path);
        Scope to = await DestinationScopeAsync(DestinationSpace, DestinationProject, Session, cancellationToken).ConfigureAwait(false);
        IProgress<TransferProgress> progress = Progress($"Importing into {to.Container}");
        BundleImport import = await Service.ImportIntoAsync(to.Session, to.Client, to.Container, await OptionsAsync(Force).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        BundleImportPlan plan = await import.PlanAsync(path, progress, cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(to.Session, to.Container, cancellationToken).ConfigureAwait(false);
        if (await ApproveAsync(plan.Target, plan.Assets, Force, production).ConfigureAwait(false))
        {
            TransferKey? key = EncryptionKey is null ? null : new TransferKey(new NetworkCredential("", EncryptionKey).Password);
            await ReportAsync(await import.ApplyAsync(plan, key, progress, cancellationToken).ConfigureAwait(false), to.Session).ConfigureAwait(false);
        }

        await EndProgressAsync().ConfigureAwait(false);
    }
}
