using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Quality;

/// <summary>Labelled and scored rows of a classification model.</summary>
/// <param name="Labels">What is true.</param>
/// <param name="Predictions">What the model says.</param>
public sealed record QualityInput(CategoryColumn Labels, CategoryColumn Predictions)
{
    /// <summary>Probabilities by class. Of two classes one is enough; of more it takes all. Empty for models that give none.</summary>
    public IReadOnlyList<ClassProbability> Probabilities { get; init; } = [];

    /// <summary>Classes that the model knows, for those that do not occur in the rows.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The positive class of two. Null: the second in sorted order (numbers by value, else by character), as OpenScale takes it.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>How much each row counts; null: 1. A row of weight n counts as n rows.</summary>
    public double[]? Weights { get; init; }

    /// <summary>Points of each curve at most.</summary>
    public int MaxCurvePoints { get; init; } = 200;
}
