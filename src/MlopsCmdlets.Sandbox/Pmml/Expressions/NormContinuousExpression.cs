using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>Piecewise linear: the points are sorted by <paramref name="orig"/>; beyond the ends the outermost line goes on, unless outliers says otherwise.</summary>
internal sealed class NormContinuousExpression(int slot, double[] orig, double[] norm, PmmlValue missingTo, string outliers) : Expression
{
    public override PmmlValue Evaluate(Row row)
    {
        var value = row.Slots[slot];
        if (!value.IsNumeric) return missingTo;
        var x = value.Number;
        var last = orig.Length - 1;
        if (x < orig[0] || x > orig[last])
        {
            switch (outliers)
            {
                case "asMissingValues":
                    return missingTo;
                case "asExtremeValues":
                    return PmmlValue.Of(x < orig[0] ? norm[0] : norm[last]);
            }
        }

        var i = 1;
        while (i < last && x > orig[i]) i++;
        return PmmlValue.Of(norm[i - 1] + ((x - orig[i - 1]) / (orig[i] - orig[i - 1]) * (norm[i] - norm[i - 1])));
    }
}
