using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Approvals;

/// <summary>Decides about plans: what may not be decided is refused before anything is sent.</summary>
/// <param name="destination">The environment that the plan changes.</param>
/// <param name="time">The clock.</param>
public sealed class PlanDecisions(PromotionSide destination, TimeProvider time)
{
    /// <summary>Longest comment, in characters: servers limit descriptions.</summary>
    public const int MaxComment = 1000;

    /// <summary>Says whether the session's user may decide so about a plan. Sends nothing.</summary>
    /// <exception cref="ApprovalRefusedException">They may not; says why.</exception>
    public void Check(PromotionPlan plan, ApprovalDecision decision, string? comment)
    {
        var (me, space) = (destination.Me, destination.Assets.Identity);
        if (!SameCluster(plan.Destination.Cluster, space.Cluster) || plan.Destination.SpaceId != space.Id)
        {
            throw new ApprovalRefusedException(
                $"The plan changes space '{plan.Destination.SpaceName}' of {plan.Destination.Cluster}, and this is {space} of {space.Cluster}.",
                "Decide with a session of the cluster that the plan names; mlops.json says where its environments are.");
        }
        if (comment?.Length > MaxComment)
            throw new ApprovalRefusedException($"The comment has {comment.Length} characters; at most {MaxComment} are kept.", "Shorten it.");
        if (decision != ApprovalDecision.Approved)
            return;
        if (SameCluster(plan.Author.Cluster, me.Cluster) && plan.Author.UserId == me.UserId)
            throw new ApprovalRefusedException($"{me.UserName} made this plan, and an author cannot approve.", "Have another user of the destination's cluster approve it; -Session chooses the session.");
        if (time.GetUtcNow() >= plan.ExpiresAt)
            throw new ApprovalRefusedException($"The plan expired at {plan.ExpiresAt.UtcDateTime:u}.", "Make a new plan with New-MlopsPromotionPlan.");
        if (plan.IsBlocked)
            throw new ApprovalRefusedException("The plan has conflicts or blocked assets and cannot be applied as it is.", "Do what its lines ask for, then make a new plan.");
    }

    /// <summary>Stores a decision of the session's user.</summary>
    /// <exception cref="ApprovalRefusedException">They may not decide so; nothing was sent.</exception>
    public Task<Approval> DecideAsync(PromotionPlan plan, ApprovalDecision decision, string? comment, CancellationToken cancellationToken)
    {
        Check(plan, decision, comment);
        return destination.Approvals.AddAsync(plan.Hash, decision, comment, cancellationToken);
    }

    /// <summary>
    /// Writes a denial into the record of the environment. The decision is an asset, which any editor can remove unseen; an entry cannot be taken out
    /// without a gap, or another head. Approvals need none: a promotion records those that it was let through by.
    /// </summary>
    /// <exception cref="DenialNotRecordedException">It could not be written. The decision stands.</exception>
    public async Task<PromotionEntry> RecordAsync(PromotionPlan plan, Approval denial, IPromotionRecord record, string host, string toolVersion, CancellationToken cancellationToken)
    {
        try
        {
            return await record.AppendAsync(PromotionEntry.Denial(plan, denial, host, toolVersion, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not (OutOfMemoryException or StackOverflowException))
        {
            throw new DenialNotRecordedException(plan.Destination.Environment, e);
        }
    }

    /// <summary>Of several decisions of one person the last one counts; of two at the same moment a denial does.</summary>
    public static IReadOnlyList<Approval> Latest(IEnumerable<Approval> decisions) =>
    [
        .. decisions.GroupBy(decision => (decision.By.Cluster, decision.By.UserId))
            .Select(person => person.OrderBy(decision => decision.At).ThenBy(decision => decision.Decision).Last())
            .OrderBy(decision => decision.At).ThenBy(decision => decision.By.UserId, StringComparer.Ordinal),
    ];

    private static bool SameCluster(string left, string right) => string.Equals(left.TrimEnd('/'), right.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
