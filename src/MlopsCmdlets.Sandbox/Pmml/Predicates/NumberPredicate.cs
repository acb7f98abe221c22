using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>The four orderings of numbers.</summary>
internal sealed class NumberPredicate(int slot, Ordering ordering, double value) : Predicate
{
    public override Truth Evaluate(Row row)
    {
        ref readonly var actual = ref row.Slots[slot];
        if (!actual.IsNumeric) return Truth.Unknown;
        var x = actual.Number;
        return Of(ordering switch
        {
            Ordering.Less => x < value,
            Ordering.LessOrEqual => x <= value,
            Ordering.Greater => x > value,
            _ => x >= value,
        });
    }
}
