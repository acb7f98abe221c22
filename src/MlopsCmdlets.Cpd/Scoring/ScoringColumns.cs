using System.Text.RegularExpressions;

namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>Where prediction and probability are among the columns of a reply; null if there is no such column.</summary>
public sealed record ScoringColumns(int? Prediction, int? Probability)
{
    // SPSS names a column after the algorithm and the target: $R-CHURN is the class of a C&R tree, $RC-CHURN its confidence, $RP-CHURN its probability,
    // $RP-T the probability of the class T. Other algorithms have other letters ($C, $N, $L, $XR…).
    private static readonly Regex Spss = new(@"^\$(X?[A-Z]{1,3})-(.*)$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly string[] PredictionNames = ["predictedLabel", "predicted_label", "prediction", "prediction_label", "predictedValue", "predicted_value"];

    private static readonly string[] ProbabilityNames = ["probability", "probabilities", "prediction_probability", "class_probabilities"];

    internal static ScoringColumns Of(string[] fields, object?[] sample)
    {
        if (fields.Length == 0) return Unnamed(sample);
        var probability = Named(fields, ProbabilityNames);
        if (Named(fields, PredictionNames) is { } named) return new(named, probability ?? Prefixed(fields, "probability", named));
        var (prediction, ofPrediction) = OfSpss(fields);
        probability ??= ofPrediction ?? Prefixed(fields, "probability", null);
        prediction ??= Prefixed(fields, "predict", probability) ?? (fields.Length == 1 && probability is null ? 0 : null);
        return new(prediction, probability);
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
            int? With(string letter) => columns.Where(o => o.Code == code + letter && o.Subject == subject).Select(o => (int?)o.Index).FirstOrDefault();
            return (index, With("P") ?? With("C"));
        }

        return (null, null);
    }
}
