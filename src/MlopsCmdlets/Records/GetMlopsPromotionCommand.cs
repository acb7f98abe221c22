using System.Management.Automation;
using MlopsCmdlets.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Records;

/// <summary>Lists what was promoted into an environment: the entries of its record, the newest first.</summary>
/// <remarks>
/// <para>Failed and stopped promotions, rollbacks and locks that were taken over are in the record too. A record with faults is listed as far as it can be read, with a
/// warning; Test-MlopsPromotionRecord tells what is wrong.</para>
/// </remarks>
/// <example>
///   <summary>The last five promotions</summary>
///   <code>PS&gt; Get-MlopsPromotion prd -Last 5</code>
///   <para>Shows number, time, kind, outcome, plan and who did it.</para>
/// </example>
/// <example>
///   <summary>Which model serves, and who approved it</summary>
///   <code>PS&gt; (Get-MlopsPromotion prd | Where-Object Outcome -eq Succeeded | Select-Object -First 1).Approvals</code>
///   <para>Assets, Gates, Deployment and Notes are there too.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "MlopsPromotion")]
[OutputType(typeof(PromotionEntry))]
public sealed class GetMlopsPromotionCommand : ReachedEnvironmentCmdlet
{
    /// <summary>How many of the newest entries to list; all if not given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        PromotionSide side = await OpenAsync(cancellationToken).ConfigureAwait(false);
        PromotionHistory history = await RecordOf(side).ReadAsync(cancellationToken).ConfigureAwait(false);
        if (history.Faults.Count > 0)
            await WarnAsync($"The record of '{side.Environment.Name}' has {history.Faults.Count} faults, the first: {history.Faults[0].Message} Test-MlopsPromotionRecord lists them.").ConfigureAwait(false);
        foreach (PromotionEntry entry in history.Entries.Reverse().Take(Last))
            await WriteAsync(entry).ConfigureAwait(false);
    }
}
