using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>Rows to make a baseline of, or to compare with one.</summary>
/// <param name="Features">The columns that a model sees.</param>
public sealed record DriftInput(IReadOnlyList<DataColumn> Features)
{
    /// <summary>What the model says; null without a model.</summary>
    public CategoryColumn? Predictions { get; init; }

    /// <summary>How sure it is, by class.</summary>
    public IReadOnlyList<ClassProbability> Probabilities { get; init; } = [];

    /// <summary>The share of rows whose prediction is the label, 0 to 1; null without labels.</summary>
    public double? Accuracy { get; init; }

    /// <summary>How much each row counts; null: 1.</summary>
    public double[]? Weights { get; init; }

    /// <summary>Rows.</summary>
    /// <exception cref="ArgumentException">Columns differ in length, two have one name, or a weight is negative or not finite.</exception>
    internal int CheckedRows()
    {
        int rows = Features.Count > 0 ? Features[0].Count : Predictions?.Count ?? (Probabilities.Count > 0 ? Probabilities[0].Values.Length : 0);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (DataColumn feature in Features)
        {
            RowWeights.CheckLength(feature.Count, rows, $"The feature '{feature.Name}'");
            if (!names.Add(feature.Name))
                throw new ArgumentException($"Two features are called '{feature.Name}'.", nameof(Features));
        }

        if (Predictions is not null)
            RowWeights.CheckLength(Predictions.Count, rows, nameof(Predictions));
        foreach (ClassProbability probability in Probabilities)
            RowWeights.CheckLength(probability.Values.Length, rows, $"The probability of '{probability.Class}'");
        RowWeights.Check(Weights, rows);
        return rows;
    }
}
