using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>The operators equal and notEqual.</summary>
internal sealed class EqualPredicate(int slot, PmmlValue value, bool negated) : Predicate
{
    public override Truth Evaluate(Row row)
    {
        ref readonly var actual = ref row.Slots[slot];
        return actual.IsMissing ? Truth.Unknown : Of(actual.Equals(value) != negated);
    }
}
