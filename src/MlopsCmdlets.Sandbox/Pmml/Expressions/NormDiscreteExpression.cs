using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>1 when the field has the value, else 0.</summary>
internal sealed class NormDiscreteExpression(int slot, PmmlValue match, PmmlValue missingTo) : Expression
{
    public override PmmlValue Evaluate(Row row)
    {
        var value = row.Slots[slot];
        return value.IsMissing ? missingTo : PmmlValue.Of(value.Equals(match) ? 1.0 : 0.0);
    }
}
