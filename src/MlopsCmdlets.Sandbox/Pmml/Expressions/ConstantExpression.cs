using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

internal sealed class ConstantExpression(PmmlValue value) : Expression
{
    public PmmlValue Value => value;

    public override PmmlValue Evaluate(Row row) => value;
}
