using System.Management.Automation;
using MlopsCmdlets.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Records;

/// <summary>Reports every deployment and asset of an environment that its record does not explain.</summary>
/// <remarks>
/// <para>Assets are judged by the hash of their content, deployments by the asset that they serve. Explained: as the record says. Unexplained: no promotion brought it there.
/// Changed: different from what was promoted. Missing: promoted, and not there. The contents of recorded assets are read, sixteen at a time.</para>
/// <para>A record with faults is no witness: it is an error here. -Quiet gives True when everything is explained.</para>
/// </remarks>
/// <example>
///   <summary>What went around the promotions</summary>
///   <code>PS&gt; Test-MlopsEnvironment prd | Where-Object State -ne Explained</code>
///   <para>One object for each deployment or asset, with the reason.</para>
/// </example>
/// <example>
///   <summary>Watch for drift every night</summary>
///   <code>PS&gt; if (-not (Test-MlopsEnvironment prd -Quiet)) { throw 'prd is not what was promoted.' }</code>
///   <para>True or False only.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MlopsEnvironment")]
[OutputType(typeof(AuditFinding), typeof(bool))]
public sealed class TestMlopsEnvironmentCommand : ReachedEnvironmentCmdlet
{
    /// <summary>Gives only True or False.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        PromotionSide side = await OpenAsync(cancellationToken).ConfigureAwait(false);
        PromotionHistory history = await RecordOf(side).ReadAsync(cancellationToken).ConfigureAwait(false);
        if (history.Faults.Count > 0)
            throw new RecordBrokenException(history);
        await ProgressAsync($"Checking '{side.Environment.Name}'", "reading contents").ConfigureAwait(false);
        IReadOnlyList<AuditFinding> findings = await new EnvironmentAudit(side.Assets, side.Serving, Hashes).RunAsync(history, cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
        if (Quiet)
        {
            await WriteAsync(findings.All(finding => finding.State == AuditState.Explained)).ConfigureAwait(false);
            return;
        }

        foreach (AuditFinding finding in findings)
            await WriteAsync(finding).ConfigureAwait(false);
    }
}
