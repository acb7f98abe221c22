using System.Globalization;
using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Gates.BuiltIn;

/// <summary>
/// As many people as the environment demands approved this very plan, none of them its author, and nobody denied it. A denial is in the record too: the
/// decision itself can be removed by any editor, and then the record's word counts until the same person decides again.
/// </summary>
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

        var removed = Removed(context, latest);
        foreach (var (denial, _) in removed)
            latest[Key(denial.By)] = denial;
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
        {
            var gone = removed.Count == 0 ? "" : $"; the decision was removed from the space since, the record holds it ({string.Join(", ", removed.Select(pair => $"entry {pair.Sequence.ToString(CultureInfo.InvariantCulture)}"))})";
            return this.Failed($"denied by {string.Join(", ", denials.Select(denial => denial.By.UserName + (denial.Comment is { Length: > 0 } comment ? $" ({comment})" : "")))}{gone}", details);
        }
        var hint = own ? $"; the approval of {plan.Author.UserName} does not count, who made the plan" : "";
        if (approvers.Count < required)
            return this.Failed($"{approvers.Count} of {required} approvals{(approvers.Count > 0 ? " (" + string.Join(", ", approvers) + ")" : "")}{hint}", details);
        return required == 0
            ? this.Passed("the environment demands no approval, and nobody denied the plan", details)
            : this.Passed($"approved by {string.Join(", ", approvers)}; {required} required", details);
    }

    /// <summary>
    /// Denials of the record that nothing in the space answers for any more. Both times are the server's, so that a later decision is told by it; one of the
    /// same moment that approves does not outweigh a denial.
    /// </summary>
    private static List<(Approval Denial, int Sequence)> Removed(GateContext context, Dictionary<(string, string), Approval> latest) =>
    [
        .. (context.History?.Entries ?? [])
            .Where(entry => entry.Kind == EntryKind.Denial && string.Equals(entry.PlanHash, context.Plan.Hash, StringComparison.OrdinalIgnoreCase))
            .SelectMany(entry => entry.Approvals.Where(approval => approval.Decision == ApprovalDecision.Denied).Select(denial => (Denial: denial, entry.Sequence)))
            .GroupBy(pair => Key(pair.Denial.By))
            .Select(person => person.OrderBy(pair => pair.Denial.At).Last())
            .Where(pair => !latest.TryGetValue(Key(pair.Denial.By), out var now)
                || now.At < pair.Denial.At || (now.At == pair.Denial.At && now.Decision == ApprovalDecision.Approved)),
    ];

    private static (string, string) Key(Actor actor) => (actor.Cluster.TrimEnd('/').ToUpperInvariant(), actor.UserId);
}
