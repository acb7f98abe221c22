using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>A built-in function over its arguments.</summary>
internal sealed class ApplyExpression(BuiltIn function, Expression[] arguments, PmmlValue missingTo, PmmlValue invalidTo) : Expression
{
    public override PmmlValue Evaluate(Row row)
    {
        var values = new PmmlValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(row);

            // The standard: mapMissingTo answers before the function runs, when any argument is missing.
            if (values[i].IsMissing && !missingTo.IsMissing) return missingTo;
            if (values[i].IsMissing && !function.TakesMissing) return invalidTo;
        }

        var result = function.Call(values);
        return result.IsMissing ? invalidTo : result;
    }
}
