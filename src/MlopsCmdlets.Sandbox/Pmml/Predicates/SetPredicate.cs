using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>SimpleSetPredicate: isIn and isNotIn.</summary>
internal sealed class SetPredicate(int slot, HashSet<PmmlValue> values, bool negated) : Predicate
{
    public override Truth Evaluate(Row row)
    {
        var actual = row.Slots[slot];
        return actual.IsMissing ? Truth.Unknown : Of(values.Contains(actual) != negated);
    }
}
