namespace MlopsCmdlets.Promotion.Gates;

/// <summary>How a gate ended.</summary>
public enum GateOutcome
{
    /// <summary>What it asks for holds.</summary>
    Passed,

    /// <summary>What it asks for does not hold, or it broke or timed out while looking.</summary>
    Failed,

    /// <summary>There was nothing to judge by. Stops a promotion as a failure does.</summary>
    NotRun,
}
