using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>What a model says of one row. The arrays belong to the model and are never written to after it was made.</summary>
internal readonly record struct Outcome(PmmlValue Value, double[]? Probabilities = null, double[]? Confidences = null, string? EntityId = null)
{
    /// <summary>True when the model gave neither a value nor probabilities.</summary>
    public bool IsNull => Value.IsMissing && Probabilities is null;
}
