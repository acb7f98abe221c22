using MlopsCmdlets.Sandbox.Pmml.Fields;
using MlopsCmdlets.Sandbox.Pmml.Predicates;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>A compiled Segment.</summary>
internal sealed class MiningSegment(string id, Predicate predicate, double weight, ModelEvaluator model)
{
    public string Id => id;

    public double Weight => weight;

    public ModelEvaluator Model => model;

    /// <summary>Where the row keeps its outcome for Output fields that ask for it; -1: nowhere.</summary>
    public int Store { get; private set; } = -1;

    /// <summary>For each class of the segment, its place among those of the ensemble; null when they are the same.</summary>
    public int[]? ClassMap { get; set; }

    public void Keep(Compilation compilation)
    {
        if (Store < 0) Store = compilation.NextSegment();
    }

    /// <summary>Scores the row; false when the segment's predicate leaves it out.</summary>
    public bool TryEvaluate(Row row, out Outcome outcome)
    {
        outcome = default;
        if (predicate.Evaluate(row) is Truth.False or Truth.Unknown) return false;
        outcome = model.Evaluate(row);
        if (Store >= 0) row.Segments[Store] = outcome;
        return true;
    }
}
