using System.Text;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Scoring;

namespace MlopsCmdlets.Measuring;

/// <summary>Reads rows of files into tables: scored through a deployment, or with predictions that they have already.</summary>
internal sealed record RowFiles(MeasuredColumns Columns)
{
    /// <summary>What scores; null for rows that have their predictions.</summary>
    public ScoreTarget? Target { get; init; }

    /// <summary>How requests are made.</summary>
    public RowScorerOptions Options { get; init; } = new();

    public char? Delimiter { get; init; }

    public Encoding? Encoding { get; init; }

    /// <summary>Says something once.</summary>
    public required Func<string, Task> Warn { get; init; }

    /// <summary>Shows how far it is.</summary>
    public required Func<string, int, Task> Progress { get; init; }

    /// <summary>The rows of some files, one after the other.</summary>
    public async Task<MeasuredTable> ReadAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var table = new MeasuredTable(Columns);
        foreach (string file in files)
        {
            if (Target is null)
                ReadScored(table, file);
            else
                await ScoreAsync(Target, table, file, cancellationToken).ConfigureAwait(false);
        }

        return table;
    }

    private async Task ScoreAsync(ScoreTarget target, MeasuredTable table, string file, CancellationToken cancellationToken)
    {
        RowScorerOptions options = Options with { Schema = Columns.Schema, LabelColumn = Columns.Label };
        if (!ScoringDocument.IsJson(file))
        {
            // A wrong name is found before anything is sent.
            using CsvRowReader csv = CsvRowReader.Open(file, Delimiter, Encoding);
            table.Begin(csv.Columns);
            if (Columns.Schema.Count == 0)
                options = options with { Fields = [.. csv.Columns.Names.Where(n => !Same(n, Columns.Label) && !Same(n, Columns.Weight))] };
        }

        var output = new RowsOutput(table, Warn, Progress);
        var score = new ScoreFile(file, Delimiter, Encoding, output);
        await score.ScoreAsync(target, further => new ScoreRun(target, options with { FurtherMembers = further }, output, Take), cancellationToken).ConfigureAwait(false);

        object? Take(ScoredRow row)
        {
            table.Add(row);
            return null;
        }
    }

    private void ReadScored(MeasuredTable table, string file)
    {
        using CsvRowReader csv = CsvRowReader.Open(file, Delimiter, Encoding);
        while (csv.Read(out InputRow row))
            table.Add(row);
    }

    private static bool Same(string a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
