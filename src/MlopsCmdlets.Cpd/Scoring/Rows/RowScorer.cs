using System.Text;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>
/// Scores rows in batches that overlap and come out in order. A writer calls <see cref="Add"/>, and <see cref="SendAsync"/> whenever
/// <see cref="IsFull"/>; a reader takes the results. The two may be one thread (then never more than <see cref="TrySend"/> and
/// <see cref="TakeAsync"/> in turn) or two.
/// </summary>
public sealed class RowScorer
{
    private const int FirstRequestBytes = 64 * 1024;

    private readonly ScoringSend _send;
    private readonly RowScorerOptions _options;
    private readonly BatchWindow _window;
    private FieldPlan? _plan;
    private RequestBatch? _batch;
    private int _usualBytes = FirstRequestBytes;

    public RowScorer(ScoringSend send, RowScorerOptions options)
    {
        _send = send;
        _options = options;
        _window = new BatchWindow(options.ThrottleLimit);
    }

    /// <summary>The next request is ready to be sent.</summary>
    public bool IsFull => _batch is { } batch && (batch.Rows.Count >= _options.BatchSize || batch.Body.Length >= _options.BatchBytes);

    /// <summary>The next result is there.</summary>
    public bool HasResult => _window.HasResult;

    /// <summary>Columns that are sent, once the first row is known.</summary>
    public IReadOnlyList<ScoringField> Fields => _plan?.Fields ?? [];

    /// <summary>Checks the columns before there is a row.</summary>
    /// <exception cref="ScoringColumnException">A column to send is missing.</exception>
    public void Begin(RowColumns columns) => _plan ??= FieldPlan.Create(_options, columns);

    /// <summary>Casts a row and adds it to the next request.</summary>
    /// <exception cref="ScoringRowException">A column is missing or a value is not of its column's type. The row is left out.</exception>
    /// <exception cref="ScoringColumnException">It is the first row, and a column to send is missing.</exception>
    public void Add(in InputRow row)
    {
        FieldPlan plan = _plan ??= FieldPlan.Create(_options, row.Columns);
        int[] positions = plan.PositionsIn(row);
        _batch ??= new RequestBatch(plan, Math.Min(_options.BatchSize, 1000), _usualBytes);
        if (_batch.TryAdd(row, positions) is { } wrong)
            throw BadValue(row, wrong, row.Values[row.Columns.IndexOf(wrong.Name)]!);
    }

    /// <summary>Starts the request with the rows so far, if there is room for it.</summary>
    /// <returns>False if results have to be taken first.</returns>
    public bool TrySend(CancellationToken cancellationToken)
    {
        if (_batch is not { Rows.Count: > 0 })
            return true;
        if (!_window.TryEnter())
            return false;
        Start(cancellationToken);
        return true;
    }

    /// <summary>Starts the request with the rows so far; waits for room while results are taken by another thread.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_batch is not { Rows.Count: > 0 })
            return;
        await _window.EnterAsync(cancellationToken).ConfigureAwait(false);
        Start(cancellationToken);
    }

    /// <summary>Says that no more requests follow.</summary>
    public void Complete() => _window.Complete();

    /// <summary>The next result in order, if it is there already.</summary>
    public bool TryTake(out ScoredBatch? batch) => _window.TryTake(out batch);

    /// <summary>The next result in order, or null after the last one.</summary>
    public Task<ScoredBatch?> TakeAsync(CancellationToken cancellationToken) => _window.TakeAsync(cancellationToken);

    private void Start(CancellationToken cancellationToken)
    {
        RequestBatch batch = _batch!;
        _batch = null;
        _usualBytes = (int)Math.Min(batch.Body.Length + 1024, _options.BatchBytes + 1024L);
        _window.Start(() => ScoreAsync(batch, cancellationToken), cancellationToken);
    }

    private async Task<ScoredBatch> ScoreAsync(RequestBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            ReadOnlyMemory<byte> reply = await _send(batch.Body.Complete(_options.FurtherMembers.Span), cancellationToken).ConfigureAwait(false);
            // Only here: after a failure or a stop, somebody may still be reading the body.
            batch.Body.Dispose();
            return new ScoredBatch(batch.Rows, batch.Plan)
            {
                RawReply = reply,
                Reply = _options.RawReplies ? null : Read(reply, batch.Rows.Count),
            };
        }
#pragma warning disable CA1031 // whatever it is, it is the result of these rows; the others go on
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var failure = new ScoringBatchException(batch.Rows[0].Number, batch.Rows[batch.Rows.Count - 1].Number, batch.Rows.Count, e);
            return new ScoredBatch(batch.Rows, batch.Plan) { Failure = failure };
        }
    }

    private static ScoringReply Read(ReadOnlyMemory<byte> content, int sent)
    {
        ScoringReply reply = ScoringReply.Parse(content);
        if (!reply.IsTable)
            throw new ScoringReplyException($"the reply is no table of predictions: {Excerpt(content.Span)}");
        if (reply.RowCount != sent)
            throw new ScoringReplyException($"{sent} rows were sent and the reply has {reply.RowCount}, so that they cannot be joined.");
        foreach (ScoringBlock block in reply.Blocks)
        {
            int width = block.Fields.Count > 0 ? block.Fields.Count : block.Rows.Count > 0 ? block.Rows[0].Length : 0;
            foreach (object?[] row in block.Rows)
            {
                if (row.Length != width)
                    throw new ScoringReplyException($"the reply has {width} columns and a row of {row.Length} values.");
            }
        }

        return reply;
    }

    private static string Excerpt(ReadOnlySpan<byte> content)
    {
        const int longest = 300;
        string text = Encoding.UTF8.GetString(content.Slice(0, Math.Min(content.Length, longest)).ToArray());
        return content.Length > longest ? text + "…" : text;
    }

    private static ScoringRowException BadValue(in InputRow row, ScoringField field, object value)
    {
        string expected = field.TypeName.Length > 0 ? field.TypeName : "a value that JSON can hold";
        string hint = field.Type is ScoringFieldType.Integer or ScoringFieldType.Number && value is string text && text.Contains(',')
            ? " Numbers are written with a point, whatever the language of this machine."
            : "";
        return new ScoringRowException(row.Number, row.Line, $"The column '{field.Name}' has {Shown(value)}, which is not {expected}.{hint}") { Column = field.Name };
    }

    private static string Shown(object value)
    {
        const int longest = 60;
        string text = value is string or IFormattable or bool ? ValueCaster.Text(value) : $"a {value.GetType().Name}";
        return "'" + (text.Length > longest ? text.Substring(0, longest) + "…" : text) + "'";
    }
}
