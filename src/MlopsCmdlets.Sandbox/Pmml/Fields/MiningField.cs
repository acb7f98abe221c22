using System.Xml.Linq;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>An entry of a MiningSchema: what the model does with a field's missing, invalid and extreme values.</summary>
internal sealed class MiningField
{
    private readonly string _outliers;
    private readonly double _low;
    private readonly double _high;
    private readonly string _invalidTreatment;
    private readonly string? _missingReplacement;
    private readonly string? _invalidReplacement;
    private readonly bool _missingIsInvalid;

    public MiningField(XElement element)
    {
        Name = element.Required("name");
        Usage = element.Text("usageType") ?? "active";
        _outliers = element.Text("outliers") ?? "asIs";
        _low = element.Number("lowValue") ?? double.NegativeInfinity;
        _high = element.Number("highValue") ?? double.PositiveInfinity;
        _missingReplacement = element.Text("missingValueReplacement");
        _missingIsInvalid = element.Text("missingValueTreatment") == "returnInvalid";
        _invalidTreatment = element.Text("invalidValueTreatment") ?? "returnInvalid";
        _invalidReplacement = element.Text("invalidValueReplacement");
        if (_outliers is not ("asIs" or "asMissingValues" or "asExtremeValues"))
            throw new PmmlFormatException($"MiningField '{Name}': outliers='{_outliers}' is unknown.");
        if (_low > _high) throw new PmmlFormatException($"MiningField '{Name}': its lowValue is above its highValue.");
        if (_invalidTreatment is not ("returnInvalid" or "asIs" or "asMissing" or "asValue"))
            throw new PmmlFormatException($"MiningField '{Name}': invalidValueTreatment='{_invalidTreatment}' is unknown.");
        if (_invalidTreatment == "asValue" && _invalidReplacement is null)
            throw new PmmlFormatException($"MiningField '{Name}': invalidValueTreatment='asValue' needs invalidValueReplacement.");
    }

    public string Name { get; }

    public string Usage { get; }

    public bool IsTarget => Usage is "predicted" or "target";

    public bool IsActive => Usage == "active";

    /// <summary>True when a nested model changes the value that its parent hands down.</summary>
    public bool ChangesValues => _outliers != "asIs" || _missingReplacement is not null || _missingIsInvalid;

    /// <summary>What becomes of a value that has passed into the field's type, or of a missing one.</summary>
    /// <exception cref="PmmlValueException">The value is invalid and the model says that such a row has no result.</exception>
    public PmmlValue Treat(PmmlValue value, Field field)
    {
        if (!value.IsMissing && value.IsNumeric && (value.Number < _low || value.Number > _high))
        {
            value = _outliers switch
            {
                "asMissingValues" => PmmlValue.Missing,
                "asExtremeValues" => PmmlValue.Of(Math.Clamp(value.Number, _low, _high)),
                _ => value,
            };
        }

        if (!value.IsMissing) return value;
        if (_missingReplacement is not null) return field.Parse(_missingReplacement, $"MiningField '{Name}'");
        if (_missingIsInvalid) throw new PmmlValueException(Name, "a value is required");
        return value;
    }

    /// <summary>What stands for an invalid value.</summary>
    /// <param name="value">The value in the field's type; missing when it does not fit that type at all.</param>
    /// <param name="raw">The value as it came, for the message.</param>
    /// <param name="field">The field.</param>
    public PmmlValue TreatInvalid(PmmlValue value, string raw, Field field) => _invalidTreatment switch
    {
        "asMissing" => PmmlValue.Missing,
        "asValue" => field.Parse(_invalidReplacement!, $"MiningField '{Name}'"),
        "asIs" when !value.IsMissing => value,
        _ when value.IsMissing => throw new PmmlValueException(Name, $"'{Shorten(raw)}' is not a value of type {field.DataType}"),
        _ => throw new PmmlValueException(Name, $"'{Shorten(raw)}' is not among the values that the model knows"),
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
