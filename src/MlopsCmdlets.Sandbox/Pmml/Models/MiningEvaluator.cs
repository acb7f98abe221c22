using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>MiningModel: segments, and how their results become one.</summary>
internal sealed class MiningEvaluator(ModelHeader header, MiningSegment[] segments, Combination method, MissingPrediction missing, double missingThreshold)
    : ModelEvaluator(header)
{
    /// <summary>Segments whose results fit on the stack; more of them cost an allocation for each row.</summary>
    private const int MaxOnStack = 256;

    protected override Outcome Score(Row row) => method switch
    {
        Combination.SelectFirst => First(row),
        Combination.ModelChain => Chain(row),
        _ when Header.IsClassification => Classes(row),
        _ => Numbers(row),
    };

    private Outcome First(Row row)
    {
        foreach (var segment in segments)
        {
            if (segment.TryEvaluate(row, out var outcome)) return Translate(outcome, segment) with { EntityId = segment.Id };
        }

        return default;
    }

    private Outcome Chain(Row row)
    {
        Outcome last = default;
        foreach (var segment in segments)
        {
            if (!segment.TryEvaluate(row, out var outcome)) continue;
            last = Translate(outcome, segment);
            if (outcome.IsNull && missing == MissingPrediction.ReturnMissing) return default;
        }

        return last;
    }

    private Outcome Numbers(Row row)
    {
        Span<double> few = stackalloc double[MaxOnStack];
        var values = segments.Length <= MaxOnStack ? few : new double[segments.Length];
        Span<double> fewWeights = stackalloc double[MaxOnStack];
        var weights = segments.Length <= MaxOnStack ? fewWeights : new double[segments.Length];
        int count = 0, asked = 0;
        double absent = 0, all = 0;
        foreach (var segment in segments)
        {
            if (!segment.TryEvaluate(row, out var outcome)) continue;
            asked++;
            all += segment.Weight;
            if (!outcome.Value.IsNumeric)
            {
                absent += segment.Weight;
                continue;
            }

            values[count] = outcome.Value.Number;
            weights[count++] = segment.Weight;
        }

        if (count == 0 || TooManyMissing(asked - count, absent, all, asked)) return default;

        // By default a number that depends on a missing one is missing; only skipSegment leaves it out.
        if (count < asked && missing != MissingPrediction.SkipSegment) return default;
        return new Outcome(PmmlValue.Of(Combine(values[..count], weights[..count])));
    }

    private double Combine(Span<double> values, Span<double> weights)
    {
        double sum = 0, weight = 0;
        switch (method)
        {
            case Combination.Median:
                values.Sort();
                return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
            case Combination.WeightedMedian:
                values.Sort(weights);
                foreach (var w in weights) weight += w;
                var i = 0;
                for (; i < values.Length - 1 && (sum += weights[i]) < weight / 2; i++) { }
                return values[i];
            case Combination.Max:
                var max = values[0];
                foreach (var value in values) max = Math.Max(max, value);
                return max;
            case Combination.WeightedAverage or Combination.WeightedSum:
                for (var k = 0; k < values.Length; k++)
                {
                    sum += values[k] * weights[k];
                    weight += weights[k];
                }

                return method == Combination.WeightedSum ? sum : sum / weight;
            default:
                foreach (var value in values) sum += value;
                return method == Combination.Sum ? sum : sum / values.Length;
        }
    }

    private Outcome Classes(Row row)
    {
        var total = new double[Header.Classes.Count];
        List<double[]>? kept = method is Combination.Median or Combination.Max ? [] : null;
        double weight = 0, absent = 0, all = 0;
        int count = 0, asked = 0;
        foreach (var segment in segments)
        {
            if (!segment.TryEvaluate(row, out var outcome)) continue;
            asked++;
            all += segment.Weight;
            if (outcome.Value.IsMissing)
            {
                absent += segment.Weight;
                continue;
            }

            count++;
            var w = method is Combination.WeightedMajorityVote or Combination.WeightedAverage ? segment.Weight : 1;
            weight += w;
            if (method is Combination.MajorityVote or Combination.WeightedMajorityVote)
            {
                total[Header.Classes.IndexOf(outcome.Value)] += w;
                continue;
            }

            var probabilities = Translate(outcome, segment).Probabilities ?? Certain(outcome.Value);
            kept?.Add(probabilities);
            for (var i = 0; i < total.Length; i++) total[i] += w * probabilities[i];
        }

        if (count == 0 || TooManyMissing(asked - count, absent, all, asked)) return default;
        if (kept is not null)
        {
            total = method == Combination.Max ? kept.MaxBy(p => p.Max())! : [.. Enumerable.Range(0, total.Length).Select(i => Median(kept, i))];
            weight = method == Combination.Max ? 1 : total.Sum();
        }

        for (var i = 0; weight > 0 && weight != 1 && i < total.Length; i++) total[i] /= weight;
        return new Outcome(Header.Classes.Winner(total), total);
    }

    private bool TooManyMissing(int count, double weight, double allWeights, int asked)
    {
        if (count == 0) return false;
        if (missing == MissingPrediction.ReturnMissing) return true;
        if (missing != MissingPrediction.SkipSegment) return false;
        return (method is Combination.WeightedMajorityVote or Combination.WeightedAverage ? weight / allWeights : (double)count / asked) > missingThreshold;
    }

    /// <summary>A segment that names a class without saying how sure it is counts as sure.</summary>
    private double[] Certain(PmmlValue value)
    {
        var result = new double[Header.Classes.Count];
        result[Header.Classes.IndexOf(value)] = 1;
        return result;
    }

    private static double Median(List<double[]> all, int index)
    {
        var values = all.ConvertAll(p => p[index]);
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>Puts a segment's figures into this model's order of classes.</summary>
    private Outcome Translate(Outcome outcome, MiningSegment segment)
    {
        if (segment.ClassMap is not { } map) return outcome;
        return outcome with { Probabilities = Reorder(outcome.Probabilities, map), Confidences = Reorder(outcome.Confidences, map) };
    }

    private double[]? Reorder(double[]? figures, int[] map)
    {
        if (figures is null) return null;
        var result = new double[Header.Classes.Count];
        for (var i = 0; i < figures.Length; i++) result[map[i]] = figures[i];
        return result;
    }
}
