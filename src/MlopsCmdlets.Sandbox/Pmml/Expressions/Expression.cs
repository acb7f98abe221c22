using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>A compiled expression of a derived field or an Output field.</summary>
internal abstract class Expression
{
    public abstract PmmlValue Evaluate(Row row);
}
