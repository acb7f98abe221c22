using System.Xml.Linq;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>A range of numbers; a missing margin is open to infinity.</summary>
internal sealed record Interval(double Low, double High, bool LowIncluded, bool HighIncluded)
{
    public bool Contains(double x) => (LowIncluded ? x >= Low : x > Low) && (HighIncluded ? x <= High : x < High);

    public static Interval Read(XElement element)
    {
        var closure = element.Required("closure");
        return new(
            element.Number("leftMargin") ?? double.NegativeInfinity,
            element.Number("rightMargin") ?? double.PositiveInfinity,
            closure.StartsWith("closed", StringComparison.Ordinal),
            closure.EndsWith("Closed", StringComparison.Ordinal));
    }
}
