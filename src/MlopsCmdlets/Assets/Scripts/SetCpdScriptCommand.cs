using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Scripts;

/// <summary>Changes name, description, tags or file of a script.</summary>
/// <remarks><para>The new file is complete before the old one goes.</para></remarks>
/// <example>
///   <summary>Replace the file</summary>
///   <code>PS&gt; Set-CpdScript -InputObject report.py -Space churnUATspace -Path ./report.py</code>
///   <para>Emits the changed script.</para>
/// </example>
/// <example>
///   <summary>Put back tags that a copy of release 4.0 lost</summary>
///   <code>PS&gt; Get-CpdScript -Space churn_prod_space | Set-CpdScript -Tag churn -Force</code>
///   <para>-Force asks no question for the production space.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "CpdScript", SupportsShouldProcess = true)]
[OutputType(typeof(CpdScript))]
public sealed class SetCpdScriptCommand : SetAssetCmdlet
{
    /// <summary>The file to put in place of the present one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    private protected override string? AssetType => AssetTypes.Script;

    private protected override (string What, object? Value)[] OtherChanges => [("code", Path)];

    private protected override async Task<CpdScopedResource> ChangeAsync(Scope scope, string id, CpdChange change, CancellationToken cancellationToken)
    {
        if (Path is not null)
        {
            string file = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
            await scope.Client.Scripts.ReplaceFileAsync(scope.Container, id, CpdContent.FromFile(file), cancellationToken).ConfigureAwait(false);
        }

        return await scope.Client.Scripts.UpdateAsync(scope.Container, id, change, cancellationToken).ConfigureAwait(false);
    }
}
