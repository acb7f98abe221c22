using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Functions;

/// <summary>Changes name, description, tags or code of a function.</summary>
/// <remarks><para>Deployments serve the new code after they have been given the function again with Set-CpdDeployment.</para></remarks>
/// <example>
///   <summary>Replace the code</summary>
///   <code>PS&gt; Set-CpdFunction -InputObject score_customers -Space churnUATspace -Path ./score_customers.py</code>
///   <para>The file is compressed on the way.</para>
/// </example>
/// <example>
///   <summary>Describe a function</summary>
///   <code>PS&gt; Get-CpdFunction -Space churnUATspace -Name score_customers | Set-CpdFunction -Description 'Scores with the rules of 2026'</code>
///   <para>Emits the changed function.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "CpdFunction", SupportsShouldProcess = true)]
[OutputType(typeof(CpdFunction))]
public sealed class SetCpdFunctionCommand : SetAssetCmdlet
{
    /// <summary>A Python file, or one that is gzip-compressed already, with the new code.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    private protected override string? AssetType => AssetTypes.Function;

    private protected override (string What, object? Value)[] OtherChanges => [("code", Path)];

    private protected override async Task<CpdScopedResource> ChangeAsync(Scope scope, string id, CpdChange change, CancellationToken cancellationToken)
    {
        if (Path is not null)
        {
            string file = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
            await scope.Client.Functions.UploadCodeAsync(scope.Container, id, FunctionCode.FromFile(file), cancellationToken).ConfigureAwait(false);
        }

        return await scope.Client.Functions.UpdateAsync(scope.Container, id, change, cancellationToken).ConfigureAwait(false);
    }
}
