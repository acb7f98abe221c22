using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>A compiled condition on the row.</summary>
internal abstract class Predicate
{
    public abstract Truth Evaluate(Row row);

    protected static Truth Of(bool value) => value ? Truth.True : Truth.False;
}
