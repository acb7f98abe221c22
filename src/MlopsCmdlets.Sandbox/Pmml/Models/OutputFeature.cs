namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>What an Output field shows.</summary>
internal enum OutputFeature
{
    PredictedValue,
    PredictedDisplayValue,
    Probability,
    Confidence,
    EntityId,
    Expression,
}
