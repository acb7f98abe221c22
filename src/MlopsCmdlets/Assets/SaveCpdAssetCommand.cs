using System.Management.Automation;
using MlopsCmdlets.Assets.Models;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Stores the content of an asset in a file.</summary>
/// <remarks>
/// <para>For data assets, scripts, models, functions and whatever has a file. Connections and connected data have no content of their own.
/// The file appears only when it is whole.</para>
/// </remarks>
/// <example>
///   <summary>Save a data asset</summary>
///   <code>PS&gt; Save-CpdAsset -InputObject customer_churn.csv -Space churnUATspace -Path ./data.csv</code>
///   <para>Emits the file.</para>
/// </example>
/// <example>
///   <summary>Save all data assets of a space</summary>
///   <code>PS&gt; Get-CpdAsset -Space churnUATspace -Type data_asset | Save-CpdAsset -Path ./backup/</code>
///   <para>Into a folder, which is made where it is missing; the files are named after the assets.</para>
/// </example>
[Cmdlet(VerbsData.Save, "CpdAsset", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveCpdAssetCommand : SaveAssetCmdlet
{
    private protected override async Task<(CpdDownload Download, string FileName)> OpenAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken)
    {
        CpdAsset known = asset is CpdAsset { Attachments.Count: > 0 } whole ? whole : await scope.Client.Assets.GetAsync(scope.Container, asset.Id, cancellationToken).ConfigureAwait(false);
        switch (known.Type)
        {
            case AssetTypes.Model:
                CpdModel model = asset as CpdModel ?? await scope.Client.Models.GetAsync(scope.Container, known.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
                return (await scope.Client.Models.OpenContentAsync(scope.Container, known.Id, cancellationToken: cancellationToken).ConfigureAwait(false), SaveCpdModelCommand.FileNameOf(model));
            case AssetTypes.Function:
                return (await scope.Client.Functions.OpenCodeAsync(scope.Container, known.Id, cancellationToken: cancellationToken).ConfigureAwait(false), known.Name + ".py.gz");
        }

        CpdAttachment file = known.Attachments.FirstOrDefault(a => !a.IsRemote)
            ?? throw new ArgumentException(known.Attachments.Count > 0
                ? $"The content of {known.Type} '{known.Name}' is in another system and is reached through its connection; there is no file to save."
                : $"{known.Type} '{known.Name}' has no content to save.");
        return (await scope.Client.Assets.OpenAttachmentAsync(scope.Container, known.Id, file.Id, cancellationToken: cancellationToken).ConfigureAwait(false), known.Name);
    }
}
