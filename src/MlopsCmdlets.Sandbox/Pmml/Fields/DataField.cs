using System.Xml.Linq;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>An entry of the DataDictionary: type, valid values and ranges, and the codes that stand for a missing or an invalid value.</summary>
internal sealed class DataField
{
    private readonly HashSet<PmmlValue> _valid = [];
    private readonly HashSet<PmmlValue> _invalid = [];
    private readonly HashSet<string> _missingText = new(StringComparer.Ordinal);
    private readonly HashSet<PmmlValue> _missing = [];
    private readonly Interval[] _intervals;

    public DataField(XElement element)
    {
        Name = element.Required("name");
        DataType = TypeNames.DataType(element);
        OpType = TypeNames.OpType(element, DataType);
        if (element.Text("isCyclic") == "1") throw new PmmlUnsupportedException("DataField", $"field '{Name}' is cyclic");
        var categories = new List<PmmlValue>();
        foreach (var value in element.Children("Value"))
        {
            var text = value.Required("value");
            var property = value.Text("property") ?? "valid";
            var fits = PmmlValue.TryParse(text, DataType, out var parsed);
            if (property == "missing")
            {
                _missingText.Add(text);
                if (fits) _missing.Add(parsed);
                continue;
            }

            if (!fits) throw new PmmlFormatException($"DataField '{Name}': value '{text}' is not of type {DataType}.");
            if (property == "invalid") _invalid.Add(parsed);
            else if (_valid.Add(parsed)) categories.Add(parsed);
        }

        Categories = categories;
        _intervals = [.. element.Children("Interval").Select(Interval.Read)];
    }

    public string Name { get; }

    public PmmlDataType DataType { get; }

    public PmmlOpType OpType { get; }

    public IReadOnlyList<PmmlValue> Categories { get; }

    /// <summary>True for a code that the dictionary declares to mean "missing", in whatever type it comes.</summary>
    public bool IsMissingCode(string raw) => _missingText.Count > 0 && _missingText.Contains(raw);

    public bool IsMissingCode(PmmlValue value) => _missing.Count > 0 && _missing.Contains(value);

    public bool IsValid(PmmlValue value)
    {
        if (_invalid.Count > 0 && _invalid.Contains(value)) return false;
        if (_valid.Count == 0 && _intervals.Length == 0) return true;
        if (_valid.Contains(value)) return true;
        foreach (var interval in _intervals)
            if (interval.Contains(value.Number)) return true;

        // Values listed for a continuous field with no interval are examples, not its domain.
        return OpType == PmmlOpType.Continuous && _intervals.Length == 0;
    }
}
