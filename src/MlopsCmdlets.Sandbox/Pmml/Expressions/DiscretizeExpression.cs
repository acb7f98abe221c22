using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>A number to the label of the first bin that holds it.</summary>
internal sealed class DiscretizeExpression(int slot, Interval[] bins, PmmlValue[] labels, PmmlValue other, PmmlValue missingTo) : Expression
{
    public override PmmlValue Evaluate(Row row)
    {
        var value = row.Slots[slot];
        if (!value.IsNumeric) return missingTo;
        for (var i = 0; i < bins.Length; i++)
            if (bins[i].Contains(value.Number)) return labels[i];

        return other;
    }
}
