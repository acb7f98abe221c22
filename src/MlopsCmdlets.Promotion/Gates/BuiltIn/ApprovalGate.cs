using System.Globalization;
using MlopsCmdlets.Promotion.Approvals;

namespace MlopsCmdlets.Promotion.Gates.BuiltIn;

/// <summary>As many people as the environment demands approved this very plan, none of them its author, and nobody denied it.</summary>
internal sealed class ApprovalGate : IPromotionGate
{
    public GateDefinition Definition { get; } = new("approval", "approval");

    public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => Task.FromResult(Judge(context));

    private GateResult Judge(GateContext context)
    {
        var plan = context.Plan;
        // The stricter of the two: neither an old plan nor a changed mlops.json lowers the bar.
        var required = Math.Max(plan.RequiredApprovals, context.Destination.Environment.RequiredApprovals);
        var latest = new Dictionary<(string, string), Approval>();
        foreach (var approval in context.Approvals.Where(approval => string.Equals(approval.PlanHash, plan.Hash, StringComparison.OrdinalIgnoreCase)).OrderBy(approval => approval.At))
            latest[Key(approval.By)] = approval;

        var denials = latest.Values.Where(approval => approval.Decision == ApprovalDecision.Denied).ToList();
        var own = latest.TryGetValue(Key(plan.Author), out var decision) && decision.Decision == ApprovalDecision.Approved;
        var approvers = latest.Values.Where(approval => approval.Decision == ApprovalDecision.Approved && Key(approval.By) != Key(plan.Author)).Select(approval => approval.By.UserName).ToList();
        (string, string)[] details =
        [
            ("required", required.ToString(CultureInfo.InvariantCulture)),
            ("approvers", string.Join(", ", approvers)),
            ("denied", string.Join(", ", denials.Select(denial => denial.By.UserName))),
        ];
        if (denials.Count > 0)
            return this.Failed($"denied by {string.Join(", ", denials.Select(denial => denial.By.UserName + (denial.Comment is { Length: > 0 } comment ? $" ({comment})" : "")))}", details);
        var hint = own ? $"; the approval of {plan.Author.UserName} does not count, who made the plan" : "";
        if (approvers.Count < required)
            return this.Failed($"{approvers.Count} of {required} approvals{(approvers.Count > 0 ? " (" + string.Join(", ", approvers) + ")" : "")}{hint}", details);
        return required == 0
            ? this.Passed("the environment demands no approval, and nobody denied the plan", details)
            : this.Passed($"approved by {string.Join(", ", approvers)}; {required} required", details);
    }

    private static (string, string) Key(Actor actor) => (actor.Cluster.TrimEnd('/').ToUpperInvariant(), actor.UserId);
}
