using MlopsCmdlets.Promotion.Gates.BuiltIn;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>Whether a plan may be applied at all, and how far an earlier run of it came.</summary>
internal sealed class PlanCheck(PromotionParts parts, PromotionPlan plan)
{
    /// <summary>What the plan says about itself, against the environments at hand. No request.</summary>
    internal void CheckPlan()
    {
        if (parts.HashOf is { } hash && hash(plan) != plan.Hash)
            throw new PlanEditedException();
        if (ExpiryGate.IsOver(plan.ExpiresAt, parts.Time))
            throw new PlanExpiredException(plan.ExpiresAt);
        CheckSide("source", plan.Source, parts.Source!);
        CheckSide("destination", plan.Destination, parts.Destination);
        if (plan.IsBlocked)
            throw new PlanBlockedException([.. plan.Changes.Where(change => change.Action is ChangeAction.Blocked or ChangeAction.Conflict).Select(change => $"{change.Type} '{change.Name}': {change.Reason.TrimEnd('.')}")]);
        Certificates.Check(parts.Destination.Environment, plan.Production, parts.Source!, parts.Destination);
    }

    /// <summary>Looks at the record and at both sides.</summary>
    /// <returns>The entry that says that the plan was applied and is still in force; else how far it is.</returns>
    internal async Task<(PromotionEntry? Applied, PlanState State, PromotionHistory History)> LookAsync(CancellationToken cancellationToken)
    {
        var history = await parts.Record.ReadAsync(cancellationToken).ConfigureAwait(false);
        var state = await parts.Planner!.CheckAsync(plan, cancellationToken).ConfigureAwait(false);
        var applied = history.Entries.LastOrDefault(entry => entry.Kind == EntryKind.Promotion && entry.Outcome == PromotionOutcome.Succeeded
            && string.Equals(entry.PlanHash, plan.Hash, StringComparison.OrdinalIgnoreCase));
        if (applied is not null && !state.IsDone)
            throw new PlanSupersededException(applied.EndedAt, applied.Sequence);
        if (applied is null && state.Drift.Count > 0)
            throw new PlanDriftException(state.Drift);
        return (applied, state, history);
    }

    private static void CheckSide(string role, PlanEndpoint planned, PromotionSide present)
    {
        if (!string.Equals(planned.Environment, present.Environment.Name, StringComparison.OrdinalIgnoreCase))
            throw new PlanForOtherEnvironmentException($"the {role} environment", $"'{planned.Environment}'", $"'{present.Environment.Name}'");
        var identity = present.Assets.Identity;
        if (!string.Equals(planned.Cluster.TrimEnd('/'), identity.Cluster.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            throw new PlanForOtherEnvironmentException($"the {role} cluster", planned.Cluster, identity.Cluster);
        if (planned.SpaceId != identity.Id)
            throw new PlanForOtherEnvironmentException($"the {role} space", $"'{planned.SpaceName}' ({planned.SpaceId})", $"'{identity.Name}' ({identity.Id})");
    }
}
