namespace MlopsCmdlets.Promotion.Gates;

/// <summary>The settings of a gate are not what its kind needs.</summary>
public sealed class GateSettingsException(string gate, string what)
    : PromotionException($"Gate '{gate}': {what}")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Correct the gate in mlops.json, or make it anew with New-MlopsGate, and plan again.";
}
