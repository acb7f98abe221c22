namespace MlopsCmdlets.Promotion.Plans;

/// <summary>How one change of a plan stands to the world.</summary>
/// <param name="DoneId">Id at the destination, when it is as the plan wants it.</param>
/// <param name="Drift">What moved.</param>
internal sealed record PlanFinding(string? DoneId, IReadOnlyList<string> Drift)
{
    /// <summary>Still to be made.</summary>
    internal static PlanFinding Open { get; } = new(null, []);

    internal static PlanFinding Done(string id) => new(id, []);

    internal static PlanFinding Moved(string what) => new(null, [what]);
}
