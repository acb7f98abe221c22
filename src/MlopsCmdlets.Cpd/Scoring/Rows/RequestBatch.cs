namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>The rows of one request and its body, written while rows come in.</summary>
internal sealed class RequestBatch(FieldPlan plan, int expectedRows, int expectedBytes)
{
    private readonly List<InputRow> _rows = new(expectedRows);

    public FieldPlan Plan { get; } = plan;

    public IReadOnlyList<InputRow> Rows => _rows;

    public ScoringRequestWriter Body { get; } = new([.. plan.Fields.Select(f => f.Name)], expectedBytes);

    /// <summary>Casts and adds a row.</summary>
    /// <returns>The field whose value does not fit, and then the batch is as it was; null if all is well.</returns>
    public ScoringField? TryAdd(in InputRow row, int[] positions)
    {
        ScoringField? wrong = row.IsText ? Body.TryAddRow(row.Text, positions, Plan.Fields) : TryAddValues(row.Values, positions);
        if (wrong is null)
            _rows.Add(row);
        return wrong;
    }

    private ScoringField? TryAddValues(IReadOnlyList<object?> values, int[] positions)
    {
        ScoringField[] fields = Plan.Fields;
        Body.BeginRow();
        for (int i = 0; i < positions.Length; i++)
        {
            if (!ValueCaster.TryAdd(Body, values[positions[i]], fields[i].Type))
            {
                Body.DropRow();
                return fields[i];
            }
        }

        Body.EndRow();
        return null;
    }
}
