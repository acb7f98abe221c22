namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>What the model says of one row.</summary>
public sealed class PmmlPrediction
{
    internal PmmlPrediction(object? value, double[]? probabilities, double[]? confidences, int predictedClass, string? entityId, object?[] outputs)
    {
        Value = value;
        Probabilities = probabilities;
        Confidences = confidences;
        PredictedClass = predictedClass;
        EntityId = entityId;
        Outputs = outputs;
    }

    /// <summary>The predicted class or number: string, long, double or bool; null when the model gives none for this row.</summary>
    public object? Value { get; }

    /// <summary>Probability of each of the model's <see cref="PmmlModel.Classes"/>; null for a regression or when the model states none.</summary>
    public IReadOnlyList<double>? Probabilities { get; }

    /// <summary>Confidence of each class, where the model tells it from the probability; else the same.</summary>
    public IReadOnlyList<double>? Confidences { get; }

    /// <summary>Index of the predicted class in <see cref="PmmlModel.Classes"/>, or -1.</summary>
    public int PredictedClass { get; }

    /// <summary>Probability of the predicted class.</summary>
    public double? Probability => PredictedClass >= 0 && PredictedClass < Probabilities?.Count ? Probabilities[PredictedClass] : null;

    /// <summary>Confidence in the predicted class.</summary>
    public double? Confidence => PredictedClass >= 0 && PredictedClass < Confidences?.Count ? Confidences[PredictedClass] : null;

    /// <summary>Id of the tree node hit, or of the segment selected; null for other models.</summary>
    public string? EntityId { get; }

    /// <summary>Values of the Output fields, in the order of <see cref="PmmlModel.OutputNames"/>.</summary>
    public IReadOnlyList<object?> Outputs { get; }
}
