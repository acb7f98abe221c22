using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>A compiled RegressionTable: intercept + numeric terms + a coefficient per category + products.</summary>
internal sealed class RegressionTable
{
    private readonly double _intercept;
    private readonly (int Slot, double Coefficient, double Exponent)[] _numeric;
    private readonly (int Slot, Dictionary<PmmlValue, double> Coefficients)[] _categorical;
    private readonly (double Coefficient, int[] Slots)[] _terms;

    public RegressionTable(XElement element, Scope scope)
    {
        TargetCategory = element.Text("targetCategory");
        _intercept = element.RequiredNumber("intercept");
        _numeric =
        [
            .. element.Children("NumericPredictor").Select(e => (
                scope.Resolve(e.Required("name"), "NumericPredictor").Slot,
                e.RequiredNumber("coefficient"),
                e.Number("exponent") ?? 1)),
        ];
        _categorical =
        [
            .. element.Children("CategoricalPredictor").GroupBy(e => e.Required("name"), StringComparer.Ordinal).Select(g =>
            {
                var field = scope.Resolve(g.Key, "CategoricalPredictor");
                var coefficients = new Dictionary<PmmlValue, double>();
                foreach (var e in g) coefficients[field.Parse(e.Required("value"), "CategoricalPredictor")] = e.RequiredNumber("coefficient");
                return (field.Slot, coefficients);
            }),
        ];
        _terms =
        [
            .. element.Children("PredictorTerm").Select(e => (
                e.RequiredNumber("coefficient"),
                e.Children("FieldRef").Select(f => scope.Resolve(f.Required("field"), "PredictorTerm").Slot).ToArray())),
        ];
    }

    public string? TargetCategory { get; }

    /// <summary>NaN when a number is missing; a missing category adds nothing: both as the standard says.</summary>
    public double Evaluate(Row row)
    {
        var y = _intercept;
        foreach (var (slot, coefficient, exponent) in _numeric)
        {
            var x = row.Slots[slot].Number;
            y += coefficient * (exponent == 1 ? x : Math.Pow(x, exponent));
        }

        foreach (var (slot, coefficients) in _categorical)
            if (coefficients.TryGetValue(row.Slots[slot], out var coefficient)) y += coefficient;

        foreach (var (coefficient, slots) in _terms)
        {
            var product = coefficient;
            foreach (var slot in slots) product *= row.Slots[slot].Number;
            y += product;
        }

        return y;
    }
}
