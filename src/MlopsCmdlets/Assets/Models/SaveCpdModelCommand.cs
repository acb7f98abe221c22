using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Models;

/// <summary>Stores the content of a model in a file.</summary>
/// <remarks><para>The bytes are as the server has them: XML for PMML, an archive for most other types. The file appears only when it is whole.</para></remarks>
/// <example>
///   <summary>Save a model</summary>
///   <code>PS&gt; Save-CpdModel -InputObject ChurnPrediction -Space churnUATspace -Path ./churn.xml</code>
///   <para>Emits the file.</para>
/// </example>
/// <example>
///   <summary>Save all models of a space</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace | Save-CpdModel -Path ./backup/</code>
///   <para>Into a folder, which is made where it is missing; the files are named after the models.</para>
/// </example>
[Cmdlet(VerbsData.Save, "CpdModel", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveCpdModelCommand : SaveAssetCmdlet
{
    /// <summary>A revision; the present state if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Revision { get; set; }

    private protected override string? AssetType => AssetTypes.Model;

    private protected override async Task<(CpdDownload Download, string FileName)> OpenAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken)
    {
        CpdModel model = asset as CpdModel ?? await scope.Client.Models.GetAsync(scope.Container, asset.Id, Revision, cancellationToken).ConfigureAwait(false);
        return (await scope.Client.Models.OpenContentAsync(scope.Container, asset.Id, Revision, cancellationToken: cancellationToken).ConfigureAwait(false), FileNameOf(model));
    }

    internal static string FileNameOf(CpdModel model) => model.Name + (model.Type.StartsWith("pmml", StringComparison.OrdinalIgnoreCase) ? ".xml" : ".tar.gz");
}
