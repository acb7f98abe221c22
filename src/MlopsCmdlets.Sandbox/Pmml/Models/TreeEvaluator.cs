using MlopsCmdlets.Sandbox.Pmml.Fields;
using MlopsCmdlets.Sandbox.Pmml.Predicates;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>TreeModel.</summary>
internal sealed class TreeEvaluator(ModelHeader header, TreeNode root, MissingValueStrategy strategy, double penalty, bool lastWhenNoChild) : ModelEvaluator(header)
{
    protected override Outcome Score(Row row)
    {
        if (root.Predicate.Evaluate(row) is Truth.False or Truth.Unknown) return default;
        var node = root;
        var penalties = 0;
        while (node.Children.Length > 0)
        {
            TreeNode? next = null;
            var unknown = false;
            foreach (var child in node.Children)
            {
                var truth = child.Predicate.Evaluate(row);
                if (truth == Truth.False) continue;
                if (truth == Truth.Unknown)
                {
                    // All strategies but none stop at the first predicate that a missing value leaves open.
                    if (strategy == MissingValueStrategy.None) continue;
                    unknown = true;
                    break;
                }

                if (truth == Truth.SurrogateTrue) penalties++;
                next = child;
                break;
            }

            if (unknown)
            {
                switch (strategy)
                {
                    case MissingValueStrategy.LastPrediction:
                        return Leaf(node, penalties);
                    case MissingValueStrategy.WeightedConfidence:
                        return Weighted(node, row);
                    case MissingValueStrategy.AggregateNodes:
                        return Aggregated(node, row);
                    case MissingValueStrategy.DefaultChild when node.Default is not null:
                        penalties++;
                        next = node.Default;
                        break;
                    default:
                        return default;
                }
            }

            if (next is null) return lastWhenNoChild ? Leaf(node, penalties) : default;
            node = next;
        }

        return Leaf(node, penalties);
    }

    private Outcome Leaf(TreeNode node, int penalties)
    {
        var confidences = node.Confidences;
        if (penalties > 0 && penalty != 1)
        {
            var factor = Math.Pow(penalty, penalties);
            confidences = (node.Confidences ?? node.Probabilities)?.Select(c => c * factor).ToArray();
        }

        return new Outcome(node.Score, node.Probabilities, confidences, node.Id);
    }

    private Outcome Weighted(TreeNode node, Row row)
    {
        if (Header.IsClassification)
        {
            var confidences = new double[Header.Classes.Count];
            return Weigh(node, row, 1, confidences) ? new Outcome(Header.Classes.Winner(confidences), confidences, confidences) : default;
        }

        var sum = new double[1];
        return Weigh(node, row, 1, sum) ? new Outcome(PmmlValue.Of(sum[0])) : default;
    }

    /// <summary>Adds to <paramref name="sum"/> what the subtree says, times its weight; siblings share a weight by their record counts.</summary>
    private bool Weigh(TreeNode node, Row row, double weight, double[] sum)
    {
        var candidates = Candidates(node, row);
        if (candidates.Count == 0)
        {
            if (node.Children.Length > 0 && !lastWhenNoChild) return false;
            if (!Header.IsClassification)
            {
                sum[0] += weight * node.Score.Number;
                return node.Score.IsNumeric;
            }

            var own = node.Confidences ?? node.Probabilities;
            for (var i = 0; own is not null && i < own.Length; i++) sum[i] += weight * own[i];
            return own is not null;
        }

        var total = candidates.Sum(c => c.RecordCount);
        var any = false;
        foreach (var candidate in candidates)
            any |= Weigh(candidate, row, candidates.Count == 1 ? weight : weight * candidate.RecordCount / total, sum);

        return any;
    }

    private Outcome Aggregated(TreeNode node, Row row)
    {
        var counts = new double[Math.Max(1, Header.Classes.Count)];
        var weight = Aggregate(node, row, counts);
        if (weight <= 0) return default;
        if (!Header.IsClassification) return new Outcome(PmmlValue.Of(counts[0] / weight));
        var probabilities = counts.Select(c => c / weight).ToArray();
        return new Outcome(Header.Classes.Winner(probabilities), probabilities);
    }

    /// <summary>Adds up the record counts of all leaves that the row may reach; returns their total.</summary>
    private double Aggregate(TreeNode node, Row row, double[] counts)
    {
        var candidates = Candidates(node, row);
        if (candidates.Count > 0) return candidates.Sum(c => Aggregate(c, row, counts));
        if (node.Children.Length > 0 && !lastWhenNoChild) return 0;
        if (!Header.IsClassification)
        {
            counts[0] += node.RecordCount * node.Score.Number;
            return node.RecordCount;
        }

        for (var i = 0; node.Counts is not null && i < node.Counts.Length; i++) counts[i] += node.Counts[i];
        return node.Counts?.Sum() ?? 0;
    }

    /// <summary>Children that the row may belong to: up to the first that is true, without those that are false.</summary>
    private static List<TreeNode> Candidates(TreeNode node, Row row)
    {
        var result = new List<TreeNode>();
        foreach (var child in node.Children)
        {
            var truth = child.Predicate.Evaluate(row);
            if (truth == Truth.False) continue;
            result.Add(child);
            if (truth != Truth.Unknown) break;
        }

        return result;
    }
}
