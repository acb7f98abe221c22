using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

internal sealed class FieldExpression(int slot, PmmlValue missingTo) : Expression
{
    public override PmmlValue Evaluate(Row row)
    {
        var value = row.Slots[slot];
        return value.IsMissing ? missingTo : value;
    }
}
