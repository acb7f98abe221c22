using System.Globalization;
using CsvHelper;

namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>The rows of a churn file: texts as they are, with the label apart.</summary>
internal sealed class ChurnTable
{
    private const int LeastRows = 50;

    private ChurnTable(IReadOnlyList<string[]> rows, IReadOnlyList<bool> leaves, string positive, string negative)
    {
        Rows = rows;
        Leaves = leaves;
        Positive = positive;
        Negative = negative;
    }

    /// <summary>Values in the order of <see cref="ChurnColumn.Inputs"/>.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>For each row, whether its label is <see cref="Positive"/>.</summary>
    public IReadOnlyList<bool> Leaves { get; }

    public string Positive { get; }

    public string Negative { get; }

    /// <summary>Reads a CSV file with a header; columns may stand in any order, and others are ignored.</summary>
    /// <param name="bytes">The file, in UTF-8.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ChurnDataException">A column is missing, a number is not one, there are too few rows, or not two labels.</exception>
    public static ChurnTable Read(byte[] bytes, string name)
    {
        var options = CsvReaderOptions.Default with
        {
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = 1024 * 1024,
        };
        try
        {
            using var csv = CsvReader.Create(bytes, options);
            return Read(csv, name);
        }
        catch (CsvFormatException e)
        {
            throw new ChurnDataException($"{name} is not a CSV file: {e.Message}", e);
        }
    }

    private static ChurnTable Read(CsvReader csv, string name)
    {
        var header = csv.Headers;
        if (header.Count == 0) throw new ChurnDataException($"{name} is empty. Give a CSV file with a header and at least {LeastRows} rows.");
        string[] wanted = [.. ChurnColumn.Inputs.Select(c => c.Name), ChurnColumn.Label];
        var places = wanted.Select(c => csv.TryGetFieldIndex(c, out var place) ? place : -1).ToArray();
        var missing = wanted.Where((_, i) => places[i] < 0).ToList();
        if (missing.Count > 0)
        {
            var hint = header.Count == 1 ? " Its header has a single column: are the columns parted by commas?" : string.Empty;
            throw new ChurnDataException($"{name} lacks the column{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)}.{hint}");
        }

        var rows = new List<string[]>();
        var labels = new List<string>();
        while (csv.Read())
        {
            if (csv.FieldCount < header.Count)
                throw new ChurnDataException($"{name}, line {csv.LineNumber}: the row has {csv.FieldCount} values, but there are {header.Count} columns.");
            var row = new string[wanted.Length - 1];
            for (var i = 0; i < row.Length; i++) row[i] = Cell(csv.GetString(places[i]), ChurnColumn.Inputs[i], name, csv.LineNumber);
            rows.Add(row);
            labels.Add(csv.GetString(places[^1]) is { Length: > 0 } label ? label : throw new ChurnDataException($"{name}, line {csv.LineNumber}: {ChurnColumn.Label} is empty."));
        }

        if (rows.Count < LeastRows) throw new ChurnDataException($"{name} has {rows.Count} rows; at least {LeastRows} are needed to train and to test.");
        var distinct = labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (distinct.Count != 2)
        {
            throw new ChurnDataException(
                $"{name}: {ChurnColumn.Label} has {distinct.Count} different value{(distinct.Count == 1 ? "" : "s")} ({string.Join(", ", distinct.Take(5))}); two are needed, such as T and F.");
        }

        // Of T/F, True/False, Yes/No, 1/0 the later in the alphabet means "leaves".
        return new(rows, [.. labels.Select(l => l == distinct[1])], distinct[1], distinct[0]);
    }

    private static string Cell(string text, ChurnColumn column, string name, long line)
    {
        if (text.Length == 0) throw new ChurnDataException($"{name}, line {line}: {column.Name} is empty.");
        if (!column.IsNumber) return text;
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
            ? text
            : throw new ChurnDataException($"{name}, line {line}: {column.Name} is '{text}', not a number.");
    }
}
