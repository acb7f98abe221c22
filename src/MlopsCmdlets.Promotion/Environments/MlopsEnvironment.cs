using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Environments;

/// <summary>One environment of <c>mlops.json</c>: where it is, what comes before it, and what a promotion into it has to pass.</summary>
public sealed record MlopsEnvironment
{
    /// <summary>Its name, for example <c>uat</c>; compared without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>Address of the cluster's web console; the origin counts.</summary>
    public required Uri Url { get; init; }

    /// <summary>Name or id of the deployment space.</summary>
    public required string Space { get; init; }

    /// <summary>The Git branch that belongs to it; null where promotion does not go through Git.</summary>
    public string? Branch { get; init; }

    /// <summary>The environment that promotions come from; null for the first one.</summary>
    public string? Predecessor { get; init; }

    /// <summary>A production environment: asks before changes, refuses sessions that skip certificate checks, and demands a smoke score.</summary>
    public bool Production { get; init; }

    /// <summary>How many people other than the plan's author have to approve it.</summary>
    public int RequiredApprovals { get; init; }

    /// <summary>What every promotion into it has to pass, besides the built-in gates.</summary>
    public IReadOnlyList<GateDefinition> Gates { get; init; } = [];

    /// <summary>Times in which nothing is promoted into it.</summary>
    public IReadOnlyList<FreezeWindow> FreezeWindows { get; init; } = [];

    /// <summary>What reads other data stores here than in the predecessor.</summary>
    public EnvironmentMap Map { get; init; } = EnvironmentMap.Empty;

    /// <summary>The file that it was read from; null for one made in memory.</summary>
    public string? ConfigurationPath { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
