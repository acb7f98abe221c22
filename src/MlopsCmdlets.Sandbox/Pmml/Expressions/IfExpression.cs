using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>Evaluates only the branch that counts.</summary>
internal sealed class IfExpression(Expression condition, Expression then, Expression? otherwise, PmmlValue missingTo) : Expression
{
    public override PmmlValue Evaluate(Row row)
    {
        var test = condition.Evaluate(row);
        if (test.IsMissing) return missingTo;
        if (test.IsNumeric && test.Number != 0) return then.Evaluate(row);
        return otherwise?.Evaluate(row) ?? PmmlValue.Missing;
    }
}
