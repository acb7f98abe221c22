namespace MlopsCmdlets.Metrics.Quality;

/// <summary>
/// All quality figures of a classification model at once (OpenScale §6.1): those of two classes, or, where there are more, their weighted and macro
/// means. Rows without a label, without a prediction or with weight 0 do not count; rows without a usable probability are out of what is made of
/// probabilities only. What is left out is said in the warnings.
/// </summary>
public static class QualityMeasure
{
    /// <summary>Measures.</summary>
    /// <exception cref="ArgumentException">Columns differ in length, a weight is negative or not finite, or the positive class is not one of two.</exception>
    public static QualityMeasurement Of(QualityInput input)
    {
        ClassifiedRows rows = ClassifiedRows.Of(input);
        ConfusionMatrix matrix = ConfusionMatrix.Of(rows.Actual, rows.Predicted, rows.Classes, input.Weights);
        if (rows.Classes.Count > 2)
        {
            return input.PositiveClass is { } positive
                ? throw new ArgumentException($"A positive class ('{positive}') is for models of two classes; here are {string.Join(", ", Quoted(rows.Classes))}.", nameof(input))
                : Multiclass(input, rows, matrix);
        }

        return Binary(input, rows, matrix);
    }

    private static QualityMeasurement Binary(QualityInput input, ClassifiedRows rows, ConfusionMatrix matrix)
    {
        List<string> warnings = rows.Remarks;
        // With one class there is no second; it is the positive one then.
        string? positive = input.PositiveClass ?? (rows.Classes.Count > 0 ? rows.Classes[rows.Classes.Count - 1] : null);
        if (rows.Classes.Count == 1 && input.PositiveClass is null)
            warnings.Add($"The only class that occurs is '{positive}', which is taken as the positive one.");
        int place = positive is null ? -1 : rows.PlaceOf(positive);
        BinaryCounts counts = place < 0 ? new BinaryCounts(0, 0, 0, 0) : matrix.For(place);
        var metrics = new List<Metric>(BinaryRates.All(counts));

        ScoredRows scored = ScoredRows.Binary(input, rows, positive);
        if (scored.Remark is { } remark)
            warnings.Add(remark);
        RankedScores ranked = RankedScores.Of(scored.Scores, scored.Positives, scored.Weights);
        string? hard = scored.FromPredictions ? "Made of predictions, since there are no probabilities." : null;
        Metric area = ranked.AreaUnderRoc().With(hard);
        metrics.Add(area);
        metrics.Add(ranked.AreaUnderPr().With(hard));
        metrics.Add(Metric.Of(MetricNames.Gini, (2 * area.Value) - 1, area.Warning));
        metrics.Add(scored.NoProbabilities is { } why ? Metric.Undefined(MetricNames.LogLoss, why) : ProbabilityLoss.LogLoss(scored.Scores, scored.Positives, scored.Weights));
        metrics.Add(scored.NoProbabilities is { } whyNot ? Metric.Undefined(MetricNames.Brier, whyNot) : ProbabilityLoss.Brier(scored.Scores, scored.Positives, scored.Weights));
        return new QualityMeasurement(metrics, matrix, positive)
        {
            RocCurve = ranked.RocCurve(input.MaxCurvePoints),
            PrecisionRecallCurve = ranked.PrecisionRecallCurve(input.MaxCurvePoints),
            Rows = rows.Counting,
            Warnings = warnings,
        };
    }

    private static QualityMeasurement Multiclass(QualityInput input, ClassifiedRows rows, ConfusionMatrix matrix)
    {
        var metrics = new List<Metric>(MulticlassRates.All(matrix));
        MulticlassScores.Add(metrics, input, rows, rows.Remarks);
        return new QualityMeasurement(metrics, matrix, null) { Rows = rows.Counting, Warnings = rows.Remarks };
    }

    private static IEnumerable<string> Quoted(IEnumerable<string> names)
    {
        foreach (string name in names)
            yield return $"'{name}'";
    }
}
