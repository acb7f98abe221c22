using System.Text.RegularExpressions;

namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>Where prediction and probability are among the columns of a reply; null if there is no such column.</summary>
public sealed record ScoringColumns(int? Prediction, int? Probability)
{
    /// <summary>Where there is no single column for it: one for each class (<c>Probability_F</c>, <c>Probability_T</c> of PMML that R writes), in the reply's order.</summary>
    public IReadOnlyList<int> ClassProbabilities { get; private init; } = [];

    // SPSS names a column after the algorithm and the target: $R-CHURN is the class of a C&R tree, $RC-CHURN its confidence, $RP-CHURN its probability,
    // $RP-T the probability of the class T. Other algorithms have other letters ($C, $N, $L, $XR…).
    private static readonly Regex Spss = new(@"^\$(X?[A-Z]{1,3})-(.*)$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly string[] PredictionNames = ["predictedLabel", "predicted_label", "prediction", "prediction_label", "predictedValue", "predicted_value"];

    private static readonly string[] ProbabilityNames = ["probability", "probabilities", "prediction_probability", "class_probabilities"];

    internal static ScoringColumns Of(string[] fields, object?[] sample)
    {
        if (fields.Length == 0) return Unnamed(sample);
        var probability = Named(fields, ProbabilityNames);
        if (Named(fields, PredictionNames) is { } named) return With(fields, named, probability);
        var (prediction, ofPrediction) = OfSpss(fields);
        probability ??= ofPrediction;
        prediction ??= Prefixed(fields, "predict", probability) ?? (fields.Length == 1 && probability is null ? 0 : null);
        return With(fields, prediction, probability);
    }

    /// <summary>The probability of a row: the column's value, or one number for each class; null if the reply has none.</summary>
    internal object? ProbabilityOf(IReadOnlyList<object?> row)
    {
        if (Probability is { } column) return column < row.Count ? row[column] : null;
        if (ClassProbabilities.Count == 0) return null;
        return ClassProbabilities.Select(i => i < row.Count ? row[i] : null).Select(v => v switch { double number => number, long whole => whole, _ => double.NaN }).ToArray();
    }

    private static ScoringColumns With(string[] fields, int? prediction, int? probability)
    {
        if (probability is not null) return new(prediction, probability);
        int[] found = [.. Enumerable.Range(0, fields.Length).Where(i => i != prediction && fields[i].StartsWith("probability", StringComparison.OrdinalIgnoreCase))];
        // One of several would be the probability of some class, not of the one that is predicted.
        return found.Length > 1
            ? new(prediction, null) { ClassProbabilities = found }
            : new(prediction, found.Length == 1 ? found[0] : null);
    }

    /// <summary>Without names the order is the usual one: prediction, then probabilities.</summary>
    private static ScoringColumns Unnamed(object?[] sample) => sample.Length switch
    {
        0 => new(null, null),
        1 => new(0, null),
        _ => new(0, sample[1] is double[] or double ? 1 : null),
    };

    private static int? Named(string[] fields, string[] names)
    {
        foreach (var name in names)
        {
            var exact = Array.FindIndex(fields, f => f.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (exact >= 0) return exact;
        }

        return null;
    }

    private static int? Prefixed(string[] fields, string prefix, int? not)
    {
        for (var i = 0; i < fields.Length; i++)
            if (i != not && fields[i].StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return i;
        return null;
    }

    private static (int? Prediction, int? Probability) OfSpss(string[] fields)
    {
        var columns = fields.Select((f, i) => (Match: Spss.Match(f), Index: i)).Where(c => c.Match.Success)
            .Select(c => (Code: c.Match.Groups[1].Value, Subject: c.Match.Groups[2].Value, c.Index)).ToList();
        // The class column is the one whose letters are not another one's with C, P or I behind.
        foreach (var (code, subject, index) in columns)
        {
            var derived = columns.Exists(o => o.Subject == subject && o.Code.Length < code.Length && code.StartsWith(o.Code, StringComparison.Ordinal));
            if (derived || (code.Length > 1 && columns.Exists(o => code.Length == o.Code.Length + 1 && code.StartsWith(o.Code, StringComparison.Ordinal)))) continue;
            int? Derived(string letter) => columns.Where(o => o.Code == code + letter && o.Subject == subject).Select(o => (int?)o.Index).FirstOrDefault();
            return (index, Derived("P") ?? Derived("C"));
        }

        return (null, null);
    }
}
