using System.Globalization;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>One value during evaluation: missing, a number, a text or a boolean. A struct, so that scoring a row allocates nothing for it.</summary>
internal readonly struct PmmlValue : IEquatable<PmmlValue>
{
    private enum Kind : byte
    {
        Missing,
        Number,
        Boolean,
        Text,
    }

    private readonly string? _text;
    private readonly double _number;
    private readonly Kind _kind;

    private PmmlValue(Kind kind, double number, string? text)
    {
        _kind = kind;
        _number = number;
        _text = text;
    }

    public static PmmlValue Missing => default;

    public bool IsMissing => _kind == Kind.Missing;

    public bool IsText => _kind == Kind.Text;

    public bool IsBoolean => _kind == Kind.Boolean;

    /// <summary>True for numbers and booleans.</summary>
    public bool IsNumeric => _kind is Kind.Number or Kind.Boolean;

    /// <summary>The number; booleans are 1 and 0; NaN for text and for a missing value.</summary>
    public double Number => _kind is Kind.Number or Kind.Boolean ? _number : double.NaN;

    public bool IsTrue => _kind == Kind.Boolean && _number != 0;

    /// <summary>The text as documents write it; empty for a missing value.</summary>
    public string Label => _kind switch
    {
        Kind.Text => _text!,
        Kind.Boolean => _number != 0 ? "true" : "false",
        Kind.Number => _number.ToString("R", CultureInfo.InvariantCulture),
        _ => string.Empty,
    };

    /// <summary>The value as a plain object: null, string, bool, long (a whole number of an integer field) or double.</summary>
    public object? ToObject(PmmlDataType type) => _kind switch
    {
        Kind.Missing => null,
        Kind.Text => _text,
        Kind.Boolean => _number != 0,
        _ when type == PmmlDataType.Integer && _number == Math.Floor(_number) && Math.Abs(_number) < 1e15 => (long)_number,
        _ => _number,
    };

    /// <summary>A number; NaN and infinities are missing, since no PMML comparison means anything with them.</summary>
    public static PmmlValue Of(double number) => double.IsFinite(number) ? new(Kind.Number, number, null) : default;

    public static PmmlValue Of(bool value) => new(Kind.Boolean, value ? 1 : 0, null);

    public static PmmlValue Of(string? text) => text is null ? default : new(Kind.Text, 0, text);

    /// <summary>Converts a document's text or a row's value to <paramref name="type"/>; false when it does not fit.</summary>
    public static bool TryParse(string text, PmmlDataType type, out PmmlValue value)
    {
        value = default;
        switch (type)
        {
            case PmmlDataType.Text or PmmlDataType.DateTime:
                value = Of(text);
                return true;
            case PmmlDataType.Boolean:
                text = text.Trim();
                if (string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) || text is "1" or "1.0") value = Of(true);
                else if (string.Equals(text, "false", StringComparison.OrdinalIgnoreCase) || text is "0" or "0.0") value = Of(false);
                return !value.IsMissing;
            default:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && TryConvert(number, type, out value);
        }
    }

    public static bool TryConvert(double number, PmmlDataType type, out PmmlValue value)
    {
        value = default;
        if (!double.IsFinite(number)) return false;
        switch (type)
        {
            case PmmlDataType.Text or PmmlDataType.DateTime:
                value = Of(number.ToString("R", CultureInfo.InvariantCulture));
                return true;
            case PmmlDataType.Boolean when number is 0 or 1:
                value = Of(number != 0);
                return true;
            case PmmlDataType.Integer when number == Math.Floor(number):
            case PmmlDataType.Double:
                value = Of(number);
                return true;
            case PmmlDataType.Float:
                value = Of((double)(float)number);
                return !value.IsMissing;
            default:
                return false;
        }
    }

    /// <summary>This value in another type; missing stays missing, and so becomes what does not fit.</summary>
    public PmmlValue CastTo(PmmlDataType type)
    {
        PmmlValue value = default;
        switch (_kind)
        {
            case Kind.Missing:
                return default;
            case Kind.Text:
                return type is PmmlDataType.Text or PmmlDataType.DateTime || TryParse(_text!, type, out value)
                    ? (value.IsMissing ? this : value)
                    : default;
            case Kind.Boolean when type is PmmlDataType.Text:
                return Of(Label);
            case Kind.Number when type is PmmlDataType.Integer:
                return Of(Math.Truncate(_number)); // a derived field declared integer drops the fraction, as an integer cast does
            default:
                return TryConvert(_number, type, out value) ? value : default;
        }
    }

    public bool Equals(PmmlValue other)
    {
        if (_kind == Kind.Missing || other._kind == Kind.Missing) return _kind == other._kind;
        if (_kind == Kind.Text || other._kind == Kind.Text) return _kind == other._kind && string.Equals(_text, other._text, StringComparison.Ordinal);
        return _number == other._number;
    }

    public override bool Equals(object? obj) => obj is PmmlValue other && Equals(other);

    public override int GetHashCode() => _kind switch
    {
        Kind.Missing => 0,
        Kind.Text => StringComparer.Ordinal.GetHashCode(_text!),
        _ => _number.GetHashCode(),
    };

    public override string ToString() => IsMissing ? "(missing)" : Label;
}
