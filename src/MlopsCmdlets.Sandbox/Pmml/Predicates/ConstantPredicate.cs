using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>The elements True and False.</summary>
internal sealed class ConstantPredicate(bool value) : Predicate
{
    public bool Value => value;

    public override Truth Evaluate(Row row) => value ? Truth.True : Truth.False;
}
