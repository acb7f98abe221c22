using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>Which predictions and labels are favourable, and sums of them for groups of rows.</summary>
internal sealed class Outcomes
{
    private const sbyte Neither = -1;

    private readonly int[] _predictions;
    private readonly sbyte[] _predicted;
    private readonly int[]? _labels;
    private readonly sbyte[] _actual;
    private readonly double[]? _weights;

    private Outcomes(FairnessInput input)
    {
        _predictions = input.Predictions.Codes;
        _predicted = Kinds(input, input.Predictions);
        _labels = input.Labels?.Codes;
        _actual = input.Labels is null ? [] : Kinds(input, input.Labels);
        _weights = input.Weights;
    }

    /// <summary>There are labels.</summary>
    public bool Labelled => _labels is not null;

    public static Outcomes Of(FairnessInput input, List<string> warnings)
    {
        if (input.Favorable.Count == 0)
            throw new ArgumentException("No outcome is named as favourable.", nameof(input));
        foreach (string favorable in input.Favorable)
        {
            if (Contains(input.Unfavorable, favorable))
                throw new ArgumentException($"The outcome '{favorable}' is named both as favourable and as unfavourable.", nameof(input));
            if (input.Predictions.CodeOf(favorable) < 0 && (input.Labels is null || input.Labels.CodeOf(favorable) < 0))
                warnings.Add($"The favourable outcome '{favorable}' occurs in no row.");
        }

        var outcomes = new Outcomes(input);
        int missing = 0;
        int neither = 0;
        foreach (int code in outcomes._predictions)
        {
            if (code < 0)
                missing++;
            else if (outcomes._predicted[code] == Neither)
                neither++;
        }

        if (missing > 0)
            warnings.Add($"{missing} rows have no prediction and count for no group.");
        if (neither > 0)
            warnings.Add($"{neither} rows have a prediction that is neither favourable nor unfavourable and count for no group.");
        return outcomes;
    }

    /// <summary>Sums for groups of rows.</summary>
    /// <param name="places">For each row the place of its group, or -1.</param>
    /// <param name="count">Groups.</param>
    public GroupOutcome[] Of(int[] places, int count)
    {
        // For each group: rows, favourable ones, then those with a label by label and outcome.
        double[] sums = new double[count * 6];
        for (int i = 0; i < places.Length; i++)
        {
            int place = places[i];
            int prediction = _predictions[i];
            if (place < 0 || prediction < 0)
                continue;
            int predicted = _predicted[prediction];
            if (predicted == Neither)
                continue;
            double weight = _weights is null ? 1 : _weights[i];
            int at = place * 6;
            sums[at] += weight;
            if (predicted == 1)
                sums[at + 1] += weight;
            int label = _labels is null ? -1 : _labels[i];
            if (label >= 0 && _actual[label] != Neither)
                sums[at + 2 + (_actual[label] * 2) + predicted] += weight;
        }

        var outcomes = new GroupOutcome[count];
        for (int g = 0; g < count; g++)
        {
            int at = g * 6;
            outcomes[g] = new GroupOutcome(
                sums[at], sums[at + 1], new BinaryCounts(TruePositives: sums[at + 5], FalsePositives: sums[at + 3], TrueNegatives: sums[at + 2], FalseNegatives: sums[at + 4]));
        }

        return outcomes;
    }

    private static sbyte[] Kinds(FairnessInput input, CategoryColumn column)
    {
        var kinds = new sbyte[column.Categories.Count];
        for (int c = 0; c < kinds.Length; c++)
        {
            string category = column.Categories[c];
            kinds[c] = Contains(input.Favorable, category) ? (sbyte)1
                : input.Unfavorable.Count == 0 || Contains(input.Unfavorable, category) ? (sbyte)0
                : Neither;
        }

        return kinds;
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (string candidate in names)
        {
            if (candidate == name)
                return true;
        }

        return false;
    }
}
