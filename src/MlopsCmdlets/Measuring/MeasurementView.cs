using System.Globalization;
using System.Text;
using MlopsCmdlets.Metrics;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Measuring;

/// <summary>How the view of a measurement writes its parts. Public only because views call it. Lines fit 80 columns beside the labels.</summary>
public static class MeasurementView
{
    private const int Longest = 66;
    private const int MostLines = 8;

    private static readonly (string Name, string Label)[] QualityNames =
    [
        (MetricNames.Accuracy, "accuracy"), (MetricNames.AreaUnderRoc, "AUC-ROC"), (MetricNames.AreaUnderPr, "AUC-PR"), (MetricNames.F1, "F1"),
        (MetricNames.Precision, "precision"), (MetricNames.Recall, "recall"), (MetricNames.Matthews, "MCC"), (MetricNames.Gini, "Gini"),
        (MetricNames.LogLoss, "log loss"), (MetricNames.Brier, "Brier"),
        (MetricNames.WeightedAreaUnderRoc, "AUC-ROC"), (MetricNames.WeightedF1, "F1"), (MetricNames.WeightedPrecision, "precision"),
    ];

    /// <summary>The model and its deployment.</summary>
    public static string Model(MlopsMeasurement measurement) =>
        Cut(measurement.Model is null ? measurement.Deployment : $"{measurement.Model}, served by {measurement.Deployment}");

    /// <summary>How many rows, and which class is positive.</summary>
    public static string Rows(MlopsMeasurement measurement)
    {
        string text = measurement.Rows.ToString("N0", CultureInfo.InvariantCulture);
        if (measurement.SkippedRows > 0)
            text += $", {measurement.SkippedRows.ToString("N0", CultureInfo.InvariantCulture)} left out";
        return Cut(measurement.PositiveClass is null ? text : $"{text}; {measurement.LabelColumn} = {measurement.PositiveClass} is positive");
    }

    /// <summary>The main figures, five in a line.</summary>
    public static string Quality(MlopsMeasurement measurement)
    {
        var parts = new List<string>();
        foreach ((string name, string label) in QualityNames)
        {
            if (measurement.Metrics.Any(m => m.Name == name))
                parts.Add($"{label} {Number(measurement.Value(name))}");
        }

        return Wrap(parts);
    }

    /// <summary>Labels against predictions.</summary>
    public static string Confusion(MlopsMeasurement measurement)
    {
        if (measurement.ConfusionMatrix is not { } matrix || matrix.Classes.Count == 0)
            return "";
        if (matrix.Classes.Count > 6)
            return $"{matrix.Classes.Count} classes";
        int[] shown = [.. Enumerable.Range(0, matrix.Classes.Count)];
        // As long as all columns fit beside each other.
        int longest = shown.Length > 5 ? 6 : 8;
        int width = longest + 3;
        string[] names = [.. matrix.Classes.Select(c => Shorten(View.Of(c), longest))];
        var text = new StringBuilder("label".PadRight(8) + string.Concat(names.Select(n => ("->" + n).PadLeft(width))));
        foreach (int a in shown)
            text.Append('\n').Append(names[a].PadRight(8)).Append(string.Concat(shown.Select(p => matrix[a, p].ToString("0.##", CultureInfo.InvariantCulture).PadLeft(width))));
        return text.ToString();
    }

    /// <summary>Disparate impact and parity of each group.</summary>
    public static string Fairness(MlopsMeasurement measurement)
    {
        if (measurement.Fairness is not { } fairness)
            return "";
        return Lines(fairness.Groups, g =>
            $"{Shorten(View.Of($"{g.Feature}: {g.Monitored} to {g.Reference}"), 34)}: impact {Of(g, MetricNames.FairnessValue)} %, parity {Of(g, MetricNames.StatisticalParityDifference)}");

        static string Of(GroupFairness group, string name) => Number(group.Metrics.First(m => m.Name == name).Value);
    }

    /// <summary>The drift of data, features and predictions, then the features that drift most.</summary>
    public static string Drift(MlopsMeasurement measurement)
    {
        if (measurement.Drift is not { } drift)
            return "";
        string whole = Wrap(
        [
            $"features {Number(measurement.FeatureDrift)}", $"predictions {Number(measurement.PredictionDrift)}", $"data {Number(measurement.DataDrift)}",
            $"confidence {Number(measurement.Value(MetricNames.ConfidenceDrift))}",
        ]);
        IEnumerable<ColumnDrift> most = drift.Features.Where(f => f.JensenShannon > 0.05).OrderByDescending(f => f.JensenShannon).Take(5);
        string features = string.Join(", ", most.Select(f => $"{View.Of(f.Name)} {Number(f.JensenShannon)}"));
        return features.Length == 0 ? whole : $"{whole}\nmost: {Shorten(features, Longest - 6)}";
    }

    /// <summary>The warnings, one to a line.</summary>
    public static string Warnings(MlopsMeasurement measurement) => Lines(measurement.Warnings, View.Of);

    /// <summary>A number with as many digits as tell something; empty for none.</summary>
    public static string Number(double? value) => value switch
    {
        null => "-",
        { } number when Math.Abs(number) >= 100 => number.ToString("0.0", CultureInfo.InvariantCulture),
        { } number => number.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    private static string Wrap(IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        int line = 0;
        foreach (string part in parts)
        {
            if (line > 0 && line + 2 + part.Length > Longest)
            {
                text.Append('\n');
                line = 0;
            }

            text.Append(line > 0 ? ", " : "").Append(part);
            line += part.Length + (line > 0 ? 2 : 0);
        }

        return text.ToString();
    }

    private static string Lines<T>(IReadOnlyList<T> items, Func<T, string> line)
    {
        IEnumerable<string> lines = items.Take(MostLines).Select(i => Shorten(line(i), Longest));
        return string.Join("\n", items.Count > MostLines ? lines.Append($"and {items.Count - MostLines} more") : lines);
    }

    private static string Cut(string? text) => Shorten(View.Of(text), Longest);

    private static string Shorten(string text, int length) => text.Length <= length ? text : text.Substring(0, length - 1) + "…";
}
