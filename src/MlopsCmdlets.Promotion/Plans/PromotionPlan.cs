using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>What a promotion will do, made to be read, approved and applied. Its JSON form is canonical and holds no secret.</summary>
public sealed record PromotionPlan
{
    /// <summary>Version of the form that this module writes; it reads no other.</summary>
    public const int FormVersion = 1;

    /// <summary>SHA-256 of the canonical JSON, lower-case hexadecimal: what is approved.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Who made it: the session's user at the destination.</summary>
    public required Actor Author { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Version of the module that made it.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>Where assets come from.</summary>
    public required PlanEndpoint Source { get; init; }

    /// <summary>Where they go.</summary>
    public required PlanEndpoint Destination { get; init; }

    /// <summary>The destination is a production environment.</summary>
    public bool Production { get; init; }

    /// <summary>How many approvals the destination demands.</summary>
    public int RequiredApprovals { get; init; }

    /// <summary>Per asset what is done, the model first, then what it needs.</summary>
    public IReadOnlyList<PlannedChange> Changes { get; init; } = [];

    /// <summary>What is done with the deployment; null when the plan only copies.</summary>
    public PlannedDeployment? Deployment { get; init; }

    /// <summary>The gates: the environment's and those that were asked for.</summary>
    public IReadOnlyList<GateDefinition> Gates { get; init; } = [];

    /// <summary>What cannot travel and has to be done by hand, one sentence each: connection secrets, jobs, a retired specification.</summary>
    public IReadOnlyList<string> ByHand { get; init; } = [];

    /// <summary>The file that it was read from or written to; not part of the plan.</summary>
    public string? Path { get; init; }

    /// <summary>True when applying it would change nothing.</summary>
    public bool IsEmpty => Deployment is null or { Action: DeploymentAction.Unchanged }
        && Changes.All(change => change.Action is ChangeAction.Unchanged or ChangeAction.Map);

    /// <summary>True when it cannot be applied as it is.</summary>
    public bool IsBlocked => Changes.Any(change => change.Action is ChangeAction.Conflict or ChangeAction.Blocked);

    /// <inheritdoc/>
    public override string ToString() => $"plan {Hash.Substring(0, Math.Min(12, Hash.Length))} {Source.Environment} -> {Destination.Environment}";
}
