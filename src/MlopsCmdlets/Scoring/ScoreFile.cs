using System.Text;
using MlopsCmdlets.Cpd.Scoring.Rows;

namespace MlopsCmdlets.Scoring;

/// <summary>Scores the rows of a file: reading, sending and emitting overlap.</summary>
internal sealed class ScoreFile(string path, char? delimiter, Encoding? encoding, IScoreOutput output)
{
    /// <param name="target">What to score with.</param>
    /// <param name="begin">Begins a stream of rows, with further members for each request.</param>
    public async Task ScoreAsync(ScoreTarget target, Func<ReadOnlyMemory<byte>, ScoreRun> begin, CancellationToken cancellationToken)
    {
        if (!ScoringDocument.IsJson(path))
        {
            await ScoreCsvAsync(begin(default), cancellationToken).ConfigureAwait(false);
            return;
        }

        ScoringDocument document = ScoringDocument.Read(path, encoding);
        if (document.IsTable)
        {
            using IEnumerator<InputRow> rows = document.Rows.GetEnumerator();
            await RunAsync(begin(document.FurtherMembers), Next, cancellationToken).ConfigureAwait(false);
            return;

            bool Next(out InputRow row)
            {
                bool more = rows.MoveNext();
                row = more ? rows.Current : default;
                return more;
            }
        }

        ReadOnlyMemory<byte> reply = await target.Send(document.Content, cancellationToken).ConfigureAwait(false);
        await output.WriteAsync([RawRequest.ToObject(reply)]).ConfigureAwait(false);
    }

    private async Task ScoreCsvAsync(ScoreRun run, CancellationToken cancellationToken)
    {
        using CsvRowReader csv = CsvRowReader.Open(path, delimiter, encoding);
        run.Begin(csv.Columns);
        if (csv.NamedColumns.Count > 0)
            await output.WarnOnceAsync($"'{path}': columns without a name are called {string.Join(", ", csv.NamedColumns)}.").ConfigureAwait(false);
        run.Percent = () => csv.Length > 0 ? (int)(csv.Position * 100 / csv.Length) : -1;
        await RunAsync(run, csv.Read, cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunAsync(ScoreRun run, RowSource read, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task feeding = Task.Run(() => run.FeedAsync(read, stop.Token), CancellationToken.None);
        try
        {
            await run.EmitAllAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // The file is closed only when nobody reads it any more.
            stop.Cancel();
            await Task.WhenAny(feeding).ConfigureAwait(false);
            _ = feeding.Exception;
            throw;
        }

        await feeding.ConfigureAwait(false);
    }
}
