using System.Management.Automation;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promoting;

/// <summary>Applies a plan: brings its assets over, verifies them, and lets the deployment serve the new model.</summary>
/// <remarks>
/// <para>In this order: the plan is checked against both sides and refused if either moved; the environment is locked; all gates run, and one that does not
/// pass stops the promotion; assets are copied and read back; the model is scored on a temporary deployment; the deployment is switched and keeps its id
/// and serving name; it is scored again; all of it is recorded. If switch or score fails, the earlier model serves again before the error is reported.</para>
/// <para>Interrupted anywhere, run it again: it finds what is done and does the rest. A plan that was applied already changes nothing.</para>
/// <para>The result object comes out whether the promotion succeeded or not: ExitCode is 0 for success, 1 for a failure, 2 when gates stopped it. A failure is
/// also an error, whose TargetObject is the result. With $ErrorActionPreference = 'Stop', an assignment does not happen when a command fails: use
/// -ErrorAction Continue, -OutVariable, or the error's TargetObject in a catch block.</para>
/// <para>Head of the result is the hash of the record's last entry. Keep it outside of the cluster: Test-MlopsPromotionRecord -ExpectedHead compares with it.</para>
/// </remarks>
/// <example>
///   <summary>Apply an approved plan in a pipeline</summary>
///   <code>PS&gt; $ErrorActionPreference = 'Stop'; $result = Invoke-MlopsPromotion -Path plan.json -SmokeData smoke.csv -Confirm:$false -ErrorAction Continue; exit $result.ExitCode</code>
///   <para>The exit code tells a failure (1) from a gate that stopped it (2). Stop ends the script with 1 where there is no result at all, for example without a session.</para>
/// </example>
/// <example>
///   <summary>See what it would do</summary>
///   <code>PS&gt; Invoke-MlopsPromotion -Path plan.json -WhatIf</code>
///   <para>Shows the plan, and warns if either side moved since. Nothing is changed.</para>
/// </example>
/// <example>
///   <summary>Plan and apply where no approval is demanded</summary>
///   <code>PS&gt; New-MlopsPromotionPlan -Source dev -Destination uat -Model ChurnPrediction | Invoke-MlopsPromotion -Confirm:$false</code>
///   <para>For an environment below production.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "MlopsPromotion", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByPlan)]
[OutputType(typeof(PromotionResult))]
public sealed class InvokeMlopsPromotionCommand : PlanCmdlet
{
    /// <summary>Goes without smoke scores. Recorded; production demands them otherwise.</summary>
    [Parameter]
    public SwitchParameter SkipSmoke { get; set; }

    /// <summary>How many superseded versions of the model stay for a rollback; older ones go to the trash. Default: all stay.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? KeepPrevious { get; set; }

    /// <summary>Longest wait for one deployment, export or import, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 900;

    /// <summary>Longest time for a gate that has no limit of its own, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int GateTimeoutSec { get; set; } = 600;

    /// <summary>How long to wait while somebody else holds the environment's lock, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int LockTimeoutSec { get; set; }

    /// <summary>Takes the environment's lock from whoever still holds it when the time is over. Recorded.</summary>
    [Parameter]
    public SwitchParameter TakeLock { get; set; }

    /// <summary>Asks no question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override TimeSpan ServerTimeout => TimeSpan.FromSeconds(TimeoutSec);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => WithResultAsync(() => ApplyAsync(cancellationToken));

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        PromotionPlan plan = await ReadPlanAsync().ConfigureAwait(false);
        string what = plan.Deployment is { } deployment ? $"deployment '{deployment.Name}' in '{plan.Destination.Environment}' ({plan.Destination.Cluster})" : $"'{plan.Destination.Environment}' ({plan.Destination.Cluster})";
        bool goesOn = await ApproveAsync(what, $"Apply plan {PromotionNames.Short(plan)}: promote '{plan.Changes.FirstOrDefault(change => change.IsModel)?.Name}' from '{plan.Source.Environment}'", Force, plan.Production).ConfigureAwait(false);
        bool preview = !goesOn && await AskAsync(() => new Confirmation(this).IsWhatIf).ConfigureAwait(false);
        if (!goesOn && !preview)
            return;

        (EnvironmentFile file, PromotionParts parts) = await OpenAsync(plan, cancellationToken).ConfigureAwait(false);
        if (preview)
        {
            await PreviewAsync(plan, parts, cancellationToken).ConfigureAwait(false);
            return;
        }

        SmokeRows? rows = await SmokeRowsAsync().ConfigureAwait(false);
        var request = new PromotionRequest
        {
            Gates = GatesOf(plan, file, parts, rows),
            SmokeRows = rows,
            SkipSmoke = SkipSmoke,
            KeepPrevious = KeepPrevious,
            LockWait = TimeSpan.FromSeconds(LockTimeoutSec),
            TakeLock = TakeLock,
            GateTimeout = TimeSpan.FromSeconds(GateTimeoutSec),
            Host = Environment.MachineName,
            ToolVersion = ToolVersion,
        };
        PromotionResult result = await new PromotionRunner(parts).ApplyAsync(plan, request, StepProgress($"Promoting to '{plan.Destination.Environment}'"), cancellationToken).ConfigureAwait(false);
        await ReportAsync(result).ConfigureAwait(false);
    }

    private async Task PreviewAsync(PromotionPlan plan, PromotionParts parts, CancellationToken cancellationToken)
    {
        PlanState state = await parts.Planner!.CheckAsync(plan, cancellationToken).ConfigureAwait(false);
        foreach (string drift in state.Drift)
            await WarnAsync($"It would be refused: {drift}").ConfigureAwait(false);
        await WriteAsync(plan).ConfigureAwait(false);
    }
}
