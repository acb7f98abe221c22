namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>Joins replies with their rows. One reader at a time.</summary>
public sealed class ResultJoiner
{
    // Columns that once said something else than what was sent stay in the output, so that rows look alike.
    private readonly HashSet<string> _noEchoes = new(StringComparer.OrdinalIgnoreCase);
    private RowColumns? _columns;
    private string[] _fields = [];
    private bool[] _echoed = [];
    private ResultColumns? _added;

    /// <summary>The rows of a batch with what the reply adds; none if the batch failed or its reply is raw.</summary>
    public IEnumerable<ScoredRow> Join(ScoredBatch batch)
    {
        if (batch.Reply is not { } reply)
            yield break;
        int next = 0;
        foreach (ScoringBlock block in reply.Blocks)
        {
            if (block.Rows.Count == 0)
                continue;
            string[] fields = Fields(block);
            bool[] echoed = Echoes(batch, block, fields, next);
            if (!fields.AsSpan().SequenceEqual(_fields) || !echoed.AsSpan().SequenceEqual(_echoed))
            {
                _columns = null;
                _fields = fields;
                _echoed = echoed;
            }

            foreach (object?[] values in block.Rows)
            {
                InputRow row = batch.Rows[next++];
                if (_added is null || !ReferenceEquals(row.Columns, _columns))
                {
                    _added = ResultColumns.Create(row.Columns, fields, block.Columns, echoed);
                    _columns = row.Columns;
                }

                yield return new ScoredRow(row, _added, values);
            }
        }
    }

    private static string[] Fields(ScoringBlock block) =>
        block.Fields.Count > 0 ? [.. block.Fields] : [.. Enumerable.Range(1, block.Rows[0].Length).Select(i => $"Column{i}")];

    /// <summary>Spark models repeat all input columns: those that say the same as the row are not added again.</summary>
    private bool[] Echoes(ScoredBatch batch, ScoringBlock block, string[] fields, int first)
    {
        bool[] echoed = new bool[fields.Length];
        for (int f = 0; f < echoed.Length; f++)
        {
            string name = fields[f];
            if (f == block.Columns.Prediction || f == block.Columns.Probability || _noEchoes.Contains(name) || !batch.Plan.Sends(name))
                continue;
            echoed[f] = true;
            for (int i = 0; i < block.Rows.Count && echoed[f]; i++)
            {
                InputRow row = batch.Rows[first + i];
                echoed[f] = ValueCaster.SameValue(row.Values[row.Columns.IndexOf(name)], block.Rows[i][f]);
            }

            if (!echoed[f])
                _noEchoes.Add(name);
        }

        return echoed;
    }
}
