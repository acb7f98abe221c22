using MlopsCmdlets.Sandbox.Pmml.Expressions;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>Evaluates a derived field.</summary>
internal sealed class DeriveStep(Expression expression, Field target) : Step
{
    public override void Run(Row row) => row.Slots[target.Slot] = expression.Evaluate(row).CastTo(target.DataType);
}
