using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>Gates stopped a promotion.</summary>
public sealed class PromotionStoppedException(IReadOnlyList<GateResult> blocking)
    : PromotionException($"{(blocking.Count == 1 ? "A gate" : $"{blocking.Count} gates")} stopped the promotion: {string.Join("; ", blocking.Select(gate => $"{gate.Name}: {gate.Evidence}"))}. What served before serves.")
{
    /// <summary>The gates that did not pass.</summary>
    public IReadOnlyList<GateResult> Blocking { get; } = blocking;

    /// <inheritdoc/>
    public override string RecommendedAction => "Correct what the gates name, then run the promotion again; Test-MlopsGate runs the gates alone.";
}
