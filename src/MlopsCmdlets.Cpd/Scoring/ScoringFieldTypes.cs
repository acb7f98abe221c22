namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>From the type names that authors write into model schemas to what is sent.</summary>
public static class ScoringFieldTypes
{
    private static readonly Dictionary<string, ScoringFieldType> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["int"] = ScoringFieldType.Integer,
        ["integer"] = ScoringFieldType.Integer,
        ["long"] = ScoringFieldType.Integer,
        ["bigint"] = ScoringFieldType.Integer,
        ["short"] = ScoringFieldType.Integer,
        ["smallint"] = ScoringFieldType.Integer,
        ["tinyint"] = ScoringFieldType.Integer,
        ["byte"] = ScoringFieldType.Integer,
        ["int8"] = ScoringFieldType.Integer,
        ["int16"] = ScoringFieldType.Integer,
        ["int32"] = ScoringFieldType.Integer,
        ["int64"] = ScoringFieldType.Integer,
        ["uint8"] = ScoringFieldType.Integer,
        ["uint16"] = ScoringFieldType.Integer,
        ["uint32"] = ScoringFieldType.Integer,
        ["uint64"] = ScoringFieldType.Integer,
        ["double"] = ScoringFieldType.Number,
        ["float"] = ScoringFieldType.Number,
        ["float16"] = ScoringFieldType.Number,
        ["float32"] = ScoringFieldType.Number,
        ["float64"] = ScoringFieldType.Number,
        ["real"] = ScoringFieldType.Number,
        ["decimal"] = ScoringFieldType.Number,
        ["number"] = ScoringFieldType.Number,
        ["numeric"] = ScoringFieldType.Number,
        ["bool"] = ScoringFieldType.Boolean,
        ["boolean"] = ScoringFieldType.Boolean,
        ["string"] = ScoringFieldType.Text,
        ["str"] = ScoringFieldType.Text,
        ["text"] = ScoringFieldType.Text,
        ["object"] = ScoringFieldType.Text,
        ["category"] = ScoringFieldType.Text,
        ["char"] = ScoringFieldType.Text,
        ["varchar"] = ScoringFieldType.Text,
        ["date"] = ScoringFieldType.Text,
        ["time"] = ScoringFieldType.Text,
        ["datetime"] = ScoringFieldType.Text,
        ["timestamp"] = ScoringFieldType.Text,
    };

    /// <summary>A name that is not known is <see cref="ScoringFieldType.Auto"/>. <c>decimal(10,2)</c> and the like count without their brackets.</summary>
    public static ScoringFieldType Of(string? schemaType)
    {
        var name = schemaType?.Trim() ?? "";
        var bracket = name.IndexOfAny(['(', '[']);
        if (bracket > 0) name = name.Substring(0, bracket).TrimEnd();
        return Known.TryGetValue(name, out var type) ? type : ScoringFieldType.Auto;
    }
}
