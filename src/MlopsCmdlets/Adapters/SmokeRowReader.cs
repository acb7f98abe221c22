using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Adapters;

/// <summary>Reads the first rows of a CSV file for a smoke score.</summary>
internal static class SmokeRowReader
{
    /// <summary>Reads up to a number of rows; values stay text and are cast by the model's schema when they are scored.</summary>
    /// <param name="path">The file.</param>
    /// <param name="origin">What people know it by.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="without">A column that is left out: the label.</param>
    /// <param name="delimiter">What separates values; null goes by the file's name.</param>
    /// <param name="encoding">For a file without a byte-order mark; null is UTF-8.</param>
    internal static SmokeRows Read(string path, string origin, int most, string? without = null, char? delimiter = null, Encoding? encoding = null)
    {
        using CsvRowReader csv = CsvRowReader.Open(path, delimiter, encoding);
        int[] kept = [.. Enumerable.Range(0, csv.Columns.Names.Count).Where(i => !string.Equals(csv.Columns.Names[i], without, StringComparison.OrdinalIgnoreCase))];
        var rows = new List<IReadOnlyList<JsonElement>>();
        while (rows.Count < most && csv.Read(out InputRow row))
        {
            IReadOnlyList<object?> values = row.Values;
            rows.Add([.. kept.Select(i => JsonSerializer.SerializeToElement((string)values[i]!, AdapterJson.Default.String))]);
        }

        return new SmokeRows(origin, [.. kept.Select(i => csv.Columns.Names[i])], rows);
    }
}
