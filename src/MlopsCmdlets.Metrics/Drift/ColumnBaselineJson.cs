using System.Globalization;
using System.Text.Json;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>One column of a baseline as JSON; <c>type</c> is text, integer (counted by value) or number (a histogram).</summary>
internal static class ColumnBaselineJson
{
    public static void Write(Utf8JsonWriter json, ColumnBaseline column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        switch (column)
        {
            case FrequencyBaseline frequencies:
                json.WriteString("type", frequencies.AreNumbers ? "integer" : "text");
                json.WriteNumber("missing", column.Missing);
                json.WriteNumber("others", frequencies.Others);
                json.WriteStartArray("counts");
                foreach (KeyValuePair<string, double> count in frequencies.Counts)
                {
                    json.WriteStartObject();
                    json.WriteString("value", count.Key);
                    json.WriteNumber("count", count.Value);
                    json.WriteEndObject();
                }

                break;
            case DensityBaseline density:
                json.WriteString("type", "number");
                json.WriteNumber("missing", column.Missing);
                json.WriteNumber("minimum", density.Minimum);
                json.WriteNumber("maximum", density.Maximum);
                json.WriteNumber("standardDeviation", density.StandardDeviation);
                json.WriteStartArray("bins");
                foreach (double bin in density.Bins)
                    json.WriteNumberValue(bin);
                break;
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static ColumnBaseline Read(JsonMembers members)
    {
        string name = members.Text("name");
        string type = members.Text("type");
        double missing = members.Rows("missing");
        ColumnBaseline column = type switch
        {
            "text" or "integer" => Frequencies(members, name, missing, type == "integer"),
            "number" => Density(members, name, missing),
            _ => throw new BaselineFormatException($"The column '{name}' of the baseline is of the unknown type '{type}'."),
        };
        members.NothingElse();
        return column;
    }

    private static FrequencyBaseline Frequencies(JsonMembers members, string name, double missing, bool areNumbers)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var counts = new List<KeyValuePair<string, double>>(members.Items("counts", count =>
        {
            var pair = new KeyValuePair<string, double>(count.Text("value"), count.Rows("count"));
            count.NothingElse();
            if (!seen.Add(pair.Key))
                throw new BaselineFormatException($"The column '{name}' of the baseline counts '{pair.Key}' twice.");
            if (areNumbers && !double.TryParse(pair.Key, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                throw new BaselineFormatException($"The column '{name}' of the baseline is of numbers, and '{pair.Key}' is none.");
            return pair;
        }));
        return new FrequencyBaseline(name, missing, counts, members.Rows("others"), areNumbers);
    }

    private static DensityBaseline Density(JsonMembers members, string name, double missing)
    {
        double[] bins = [.. members.RowsOfParts("bins")];
        if (bins.Length is < 1 or > 65536)
            throw new BaselineFormatException($"The column '{name}' of the baseline has {bins.Length} bins.");
        double low = members.Number("minimum");
        double high = members.Number("maximum");
        if (low > high)
            throw new BaselineFormatException($"The column '{name}' of the baseline has a minimum above its maximum.");
        return new DensityBaseline(name, missing, low, high, members.Number("standardDeviation", 0), bins);
    }
}
