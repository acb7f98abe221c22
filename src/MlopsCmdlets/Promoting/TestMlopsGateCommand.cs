using System.Management.Automation;
using MlopsCmdlets.PipelineOutput;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Gates.BuiltIn;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promoting;

/// <summary>Runs the gates of a plan alone, and changes nothing.</summary>
/// <remarks>
/// <para>The gates are the built-in ones (approval, predecessor, freeze windows, expiry, in production rows for the smoke score), those of the plan and of the
/// environment, and those of -Gate. All of them run, each with its own time limit, and each gives one object.</para>
/// </remarks>
/// <example>
///   <summary>What is missing before a promotion?</summary>
///   <code>PS&gt; Test-MlopsGate -Path plan.json | Where-Object Blocks</code>
///   <para>Lists the gates that would stop it, with their evidence.</para>
/// </example>
/// <example>
///   <summary>Go on only if nothing stands in the way</summary>
///   <code>PS&gt; if (Test-MlopsGate -Path plan.json -Quiet) { Invoke-MlopsPromotion -Path plan.json }</code>
///   <para>Advisory gates do not count.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MlopsGate", DefaultParameterSetName = ByPlan)]
[OutputType(typeof(GateResult), typeof(bool))]
public sealed class TestMlopsGateCommand : PlanCmdlet
{
    /// <summary>Emits true or false only.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Longest time for a gate that has no limit of its own, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 600;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        PromotionPlan plan = await ReadPlanAsync().ConfigureAwait(false);
        (EnvironmentFile file, PromotionParts parts) = await OpenAsync(plan, cancellationToken).ConfigureAwait(false);
        SmokeRows? given = await SmokeRowsAsync().ConfigureAwait(false);
        SmokeRows? rows = given ?? await TrainingAsync(plan, parts, cancellationToken).ConfigureAwait(false);
        var context = new GateContext(plan, parts.Source!, parts.Destination, parts.Time)
        {
            Approvals = await parts.Destination.Approvals.ListAsync(plan.Hash, cancellationToken).ConfigureAwait(false),
            History = await parts.Record.ReadAsync(cancellationToken).ConfigureAwait(false),
            HistoryOf = parts.HistoryOf,
        };
        IPromotionGate[] gates = [.. BuiltInGates.For(plan, parts.Destination.Environment, rows, skipSmoke: false), .. GatesOf(plan, file, parts, given)];
        IReadOnlyList<GateResult> results = await new GateRunner(TimeSpan.FromSeconds(TimeoutSec)).RunAsync(gates, context, cancellationToken).ConfigureAwait(false);
        if (PipelineOutput == PipelineSystem.AzureDevOps)
            await TellAgentAsync(AgentReport.Of(results, ToolVersion, Clock.GetUtcNow())).ConfigureAwait(false);
        if (Quiet)
        {
            await WriteAsync(results.All(result => !result.Blocks)).ConfigureAwait(false);
            return;
        }

        foreach (GateResult result in results)
            await WriteAsync(result).ConfigureAwait(false);
    }

    private async Task<SmokeRows?> TrainingAsync(PromotionPlan plan, PromotionParts parts, CancellationToken cancellationToken)
    {
        if (plan.Deployment is null || plan.Changes.FirstOrDefault(change => change.IsModel)?.SourceId is not { } id)
            return null;
        try
        {
            return await parts.SmokeRows!.FindAsync(parts.Source!, id, cancellationToken).ConfigureAwait(false);
        }
        catch (Cpd.Errors.CpdException e)
        {
            await VerboseAsync($"The training data cannot be read: {e.Message}").ConfigureAwait(false);
            return null;
        }
    }
}
