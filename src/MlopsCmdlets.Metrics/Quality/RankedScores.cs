using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Quality;

/// <summary>
/// Rows in the order of their scores, with ties as one step: what both areas and both curves are made of. Only the order of scores matters, so that
/// every strictly increasing function of a score gives the same areas.
/// </summary>
public sealed class RankedScores
{
    private const string OneClass = "All labels are of one class.";

    private readonly double[] _thresholds;
    private readonly double[] _truePositives;
    private readonly double[] _falsePositives;
    private readonly int _steps;

    private RankedScores(double[] thresholds, double[] truePositives, double[] falsePositives, int steps)
    {
        _thresholds = thresholds;
        _truePositives = truePositives;
        _falsePositives = falsePositives;
        _steps = steps;
    }

    /// <summary>Rows with a positive label.</summary>
    public double Positives => _steps == 0 ? 0 : _truePositives[_steps - 1];

    /// <summary>Rows with a negative label.</summary>
    public double Negatives => _steps == 0 ? 0 : _falsePositives[_steps - 1];

    /// <summary>Ranks rows.</summary>
    /// <param name="scores">The higher, the more a row is taken as positive. Finite.</param>
    /// <param name="positives">Which rows have a positive label.</param>
    /// <param name="weights">How much each row counts; null: 1. Rows of weight 0 do not count.</param>
    /// <exception cref="ArgumentException">A score is not finite, a weight negative or not finite, or the columns differ in length.</exception>
    public static RankedScores Of(double[] scores, bool[] positives, double[]? weights = null)
    {
        int count = scores.Length;
        RowWeights.CheckLength(positives.Length, count, nameof(positives));
        RowWeights.Check(weights, count);
        double[] sorted = new double[count];
        int[] rows = new int[count];
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (!NumberColumn.IsThere(scores[i]))
                throw new ArgumentException($"The score of row {i} is not a finite number.", nameof(scores));
            if (weights is not null && weights[i] == 0)
                continue;
            sorted[kept] = scores[i];
            rows[kept++] = i;
        }

        Array.Sort(sorted, rows, 0, kept);
        double[] thresholds = new double[kept];
        double[] truePositives = new double[kept];
        double[] falsePositives = new double[kept];
        int steps = 0;
        double above = 0;
        double wrong = 0;
        for (int i = kept - 1; i >= 0; i--)
        {
            int row = rows[i];
            double weight = weights is null ? 1 : weights[row];
            if (positives[row])
                above += weight;
            else
                wrong += weight;
            if (i > 0 && sorted[i - 1] == sorted[i])
                continue;
            thresholds[steps] = sorted[i];
            truePositives[steps] = above;
            falsePositives[steps++] = wrong;
        }

        return new RankedScores(thresholds, truePositives, falsePositives, steps);
    }

    /// <summary>
    /// <c>area_under_roc</c> = P(score⁺ &gt; score⁻) + ½·P(score⁺ = score⁻) (Mann–Whitney; equal to the area under the ROC curve by trapezoids), 0 to 1. A
    /// constant score gives 0.5. With labels of one class no value.
    /// </summary>
    public Metric AreaUnderRoc()
    {
        if (Positives <= 0 || Negatives <= 0)
            return Metric.Undefined(MetricNames.AreaUnderRoc, Positives + Negatives > 0 ? OneClass : "No row with a score counts.");
        double pairs = 0;
        double above = 0;
        double wrong = 0;
        for (int s = 0; s < _steps; s++)
        {
            // Negatives of this step lose against all positives above, and halve those of the step itself.
            pairs += (_falsePositives[s] - wrong) * (above + _truePositives[s]) * 0.5;
            above = _truePositives[s];
            wrong = _falsePositives[s];
        }

        return Metric.Of(MetricNames.AreaUnderRoc, Math.Min(1, pairs / Positives / Negatives));
    }

    /// <summary>
    /// <c>area_under_pr</c>: average precision, Σₖ P(k)·(R(k)−R(k−1)) over the distinct scores from the highest down (no interpolation; scikit-learn's
    /// <c>average_precision_score</c>), 0 to 1. A constant score gives the share of positives. Without positive labels no value; with positive ones only 1.
    /// </summary>
    public Metric AreaUnderPr()
    {
        if (Positives <= 0)
            return Metric.Undefined(MetricNames.AreaUnderPr, Negatives > 0 ? "No row has a positive label." : "No row with a score counts.");
        double sum = 0;
        double before = 0;
        for (int s = 0; s < _steps; s++)
        {
            if (_truePositives[s] > before)
                sum += (_truePositives[s] - before) * (_truePositives[s] / (_truePositives[s] + _falsePositives[s]));
            before = _truePositives[s];
        }

        return Metric.Of(MetricNames.AreaUnderPr, Math.Min(1, sum / Positives), Negatives > 0 ? null : OneClass);
    }

    /// <summary>
    /// The ROC curve from (0, 0) to (1, 1), false positive rate to true positive rate. Of more points those are kept that lie about the same way apart
    /// along the curve. Empty with labels of one class.
    /// </summary>
    /// <param name="maxPoints">At most so many points, 2 or more.</param>
    public IReadOnlyList<CurvePoint> RocCurve(int maxPoints = 200)
    {
        if (Positives <= 0 || Negatives <= 0)
            return [];
        return Decimate(new CurvePoint(0, 0, null), s => new CurvePoint(_falsePositives[s] / Negatives, _truePositives[s] / Positives, _thresholds[s]), maxPoints);
    }

    /// <summary>
    /// The precision–recall curve from recall 0 to 1, recall to precision. It begins at the precision of the highest score. Thinned as the ROC curve is.
    /// Empty without positive labels.
    /// </summary>
    /// <param name="maxPoints">At most so many points, 2 or more.</param>
    public IReadOnlyList<CurvePoint> PrecisionRecallCurve(int maxPoints = 200)
    {
        if (Positives <= 0)
            return [];
        return Decimate(new CurvePoint(0, Precision(0), null), s => new CurvePoint(_truePositives[s] / Positives, Precision(s), _thresholds[s]), maxPoints);
    }

    private double Precision(int step) => _truePositives[step] / (_truePositives[step] + _falsePositives[step]);

    private List<CurvePoint> Decimate(CurvePoint first, Func<int, CurvePoint> point, int maxPoints)
    {
        if (maxPoints < 2)
            throw new ArgumentOutOfRangeException(nameof(maxPoints), maxPoints, "A curve has 2 points or more.");
        bool all = _steps + 1 <= maxPoints;
        double stride = all ? 0 : Length(first, point) / (maxPoints - 1);
        var kept = new List<CurvePoint>(Math.Min(_steps + 1, maxPoints)) { first };
        CurvePoint last = first;
        double way = 0;
        for (int s = 0; s < _steps; s++)
        {
            CurvePoint next = point(s);
            way += Way(last, next);
            last = next;
            if (!all && s < _steps - 1 && (way < stride || kept.Count >= maxPoints - 1))
                continue;
            kept.Add(next);
            way = all ? 0 : way % stride;
        }

        return kept;
    }

    private double Length(CurvePoint first, Func<int, CurvePoint> point)
    {
        double length = 0;
        CurvePoint last = first;
        for (int s = 0; s < _steps; s++)
        {
            CurvePoint next = point(s);
            length += Way(last, next);
            last = next;
        }

        return length;
    }

    private static double Way(CurvePoint a, CurvePoint b) => Math.Abs(b.X - a.X) + Math.Abs(b.Y - a.Y);
}
