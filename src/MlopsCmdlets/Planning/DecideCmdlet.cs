using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Environments;
using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Planning;

/// <summary>Stores the decision of a session's user about a plan.</summary>
public abstract class DecideCmdlet : SidesCmdlet
{
    /// <summary>Parameter set: the plan as an object.</summary>
    protected const string ByPlan = "Plan";

    /// <summary>Parameter set: the plan's file.</summary>
    protected const string ByPath = "Path";

    /// <summary>The plan, from New-MlopsPromotionPlan.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPlan)]
    [ValidateNotNull]
    public PromotionPlan? Plan { get; set; }

    /// <summary>The plan's file. What is decided about is what the file says when it is read.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>What there is to say about it; kept with the decision.</summary>
    [Parameter]
    [ValidateLength(1, PlanDecisions.MaxComment)]
    public string? Comment { get; set; }

    /// <summary>The session of the one who decides. Default: the last connected one of the destination's cluster.</summary>
    [Parameter]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CpdSession? Session { get; set; }

    private protected abstract ApprovalDecision Decision { get; }

    private protected override object? ErrorTarget => (object?)Plan ?? Path;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        PromotionPlan plan = Plan ?? PlanReader.ReadFile(await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path!)).ConfigureAwait(false));
        // The hash of what is at hand, not what an object says of itself.
        plan = plan with { Hash = PlanWriter.HashOf(plan) };
        EnvironmentFile file = await ReadEnvironmentsAsync().ConfigureAwait(false);
        PromotionSide destination = await OpenAsync(file.Find(plan.Destination.Environment), Session, cancellationToken).ConfigureAwait(false);
        var decisions = new PlanDecisions(destination, destination.Time);
        decisions.Check(plan, Decision, Comment);
        string action = Decision == ApprovalDecision.Approved ? "Approve" : "Deny";
        if (await ApproveAsync($"plan {Text.View.Hash(plan.Hash)} ({plan.Source.Environment} → {plan.Destination.Environment})", $"{action} it as {destination.Me.UserName}").ConfigureAwait(false))
        {
            Approval decision = await decisions.DecideAsync(plan, Decision, Comment, cancellationToken).ConfigureAwait(false);
            // First, since what comes behind in the pipeline may end the cmdlet.
            try
            {
                if (Decision == ApprovalDecision.Denied)
                {
                    var record = new PromotionRecord(destination.Files, destination.Environment.Name, destination.Me, LockServices.Of(destination.Time));
                    await decisions.RecordAsync(plan, decision, record, Environment.MachineName, ToolVersion, cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                await WriteAsync(decision).ConfigureAwait(false);
            }
        }
    }
}
