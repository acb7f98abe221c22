using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>A Target element: bounds, scaling and rounding of a predicted number; default and display names of classes.</summary>
internal sealed class TargetRule
{
    private readonly double _min;
    private readonly double _max;
    private readonly double _factor;
    private readonly double _constant;
    private readonly string? _cast;
    private readonly double? _defaultNumber;
    private readonly double[]? _priors;
    private readonly Dictionary<PmmlValue, string> _display = [];

    public TargetRule(XElement element, ModelHeader header)
    {
        _min = element.Number("min") ?? double.NegativeInfinity;
        _max = element.Number("max") ?? double.PositiveInfinity;
        _factor = element.Number("rescaleFactor") ?? 1;
        _constant = element.Number("rescaleConstant") ?? 0;
        _cast = element.Text("castInteger");
        if (_cast is not (null or "round" or "ceiling" or "floor")) throw new PmmlFormatException($"Target: castInteger='{_cast}' is unknown.");
        var values = element.Children("TargetValue").ToList();
        if (!header.IsClassification)
        {
            _defaultNumber = values.Select(v => v.Number("defaultValue")).FirstOrDefault(n => n is not null);
            return;
        }

        foreach (var value in values.Where(v => v.Text("value") is not null))
        {
            var index = header.Classes.Add(value.Required("value"));
            if (value.Text("displayValue") is { } display) _display[header.Classes[index]] = display;
        }

        if (!values.Exists(v => v.Text("priorProbability") is not null)) return;
        _priors = new double[header.Classes.Count];
        foreach (var value in values.Where(v => v.Text("value") is not null))
            _priors[header.Classes.Add(value.Required("value"))] = value.Number("priorProbability") ?? 0;
    }

    public Outcome Apply(Outcome outcome, ModelHeader header)
    {
        if (header.IsClassification)
        {
            return outcome.IsNull && _priors is not null ? new Outcome(header.Classes.Winner(_priors), _priors) : outcome;
        }

        if (!outcome.Value.IsNumeric) return _defaultNumber is { } number ? outcome with { Value = PmmlValue.Of(number) } : outcome;
        var x = (Math.Min(Math.Max(outcome.Value.Number, _min), _max) * _factor) + _constant;
        x = _cast switch
        {
            "round" => Math.Floor(x + 0.5),
            "ceiling" => Math.Ceiling(x),
            "floor" => Math.Floor(x),
            _ => x,
        };
        return outcome with { Value = PmmlValue.Of(x) };
    }

    public PmmlValue Display(PmmlValue value) => _display.TryGetValue(value, out var text) ? PmmlValue.Of(text) : value;
}
