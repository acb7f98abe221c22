using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>The operators isMissing and isNotMissing, which are never unknown.</summary>
internal sealed class MissingPredicate(int slot, bool whenMissing) : Predicate
{
    public override Truth Evaluate(Row row) => Of(row.Slots[slot].IsMissing == whenMissing);
}
