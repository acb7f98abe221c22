using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Functions;

/// <summary>Stores the content of a function in a file.</summary>
/// <remarks><para>The code comes as it was stored, gzip-compressed. The file appears only when it is whole.</para></remarks>
/// <example>
///   <summary>Save a function</summary>
///   <code>PS&gt; Save-CpdFunction -InputObject score_customers -Space churnUATspace -Path ./churn.py.gz</code>
///   <para>Emits the file.</para>
/// </example>
/// <example>
///   <summary>Save all functions of a space</summary>
///   <code>PS&gt; Get-CpdFunction -Space churnUATspace | Save-CpdFunction -Path ./backup/</code>
///   <para>Into a folder, which is made where it is missing; the files are named after the functions.</para>
/// </example>
[Cmdlet(VerbsData.Save, "CpdFunction", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveCpdFunctionCommand : SaveAssetCmdlet
{
    /// <summary>A revision; the present state if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Revision { get; set; }

    private protected override string? AssetType => AssetTypes.Function;

    private protected override async Task<(CpdDownload Download, string FileName)> OpenAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken) =>
        (await scope.Client.Functions.OpenCodeAsync(scope.Container, asset.Id, Revision, cancellationToken).ConfigureAwait(false), asset.Name + ".py.gz");
}
