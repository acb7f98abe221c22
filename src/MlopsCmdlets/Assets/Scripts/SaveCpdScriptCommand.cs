using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Scripts;

/// <summary>Stores the content of a script in a file.</summary>
/// <remarks><para>The file comes as it was stored. The file appears only when it is whole.</para></remarks>
/// <example>
///   <summary>Save a script</summary>
///   <code>PS&gt; Save-CpdScript -InputObject report.py -Space churnUATspace -Path ./churn.py</code>
///   <para>Emits the file.</para>
/// </example>
/// <example>
///   <summary>Save all scripts of a space</summary>
///   <code>PS&gt; Get-CpdScript -Space churnUATspace | Save-CpdScript -Path ./backup/</code>
///   <para>Into a folder, which is made where it is missing; the files are named after the scripts.</para>
/// </example>
[Cmdlet(VerbsData.Save, "CpdScript", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveCpdScriptCommand : SaveAssetCmdlet
{
    private protected override string? AssetType => AssetTypes.Script;

    private protected override async Task<(CpdDownload Download, string FileName)> OpenAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken) =>
        (await scope.Client.Scripts.OpenFileAsync(scope.Container, asset.Id, cancellationToken).ConfigureAwait(false), asset.Name);
}
