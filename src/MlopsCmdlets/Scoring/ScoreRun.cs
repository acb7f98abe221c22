using System.Globalization;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;
using MlopsCmdlets.Cpd.Scoring.Rows.Objects;
using MlopsCmdlets.Errors;

namespace MlopsCmdlets.Scoring;

/// <summary>One stream of rows through a deployment: from the pipeline, or from one file.</summary>
internal sealed class ScoreRun
{
    private readonly ScoreTarget _target;
    private readonly RowScorerOptions _options;
    private readonly IScoreOutput _output;
    private readonly Func<ScoredRow, object?>? _shape;
    private readonly RowScorer _scorer;
    private readonly ResultJoiner _joiner = new();
    private ResultColumns? _added;
    private RowKind? _kind;
    private bool _begun;
    private string? _remark;
    private long _emitted;

    /// <param name="target">What scores.</param>
    /// <param name="options">What is sent, and how.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="shape">Makes the object that is emitted for a row. Default: a copy of the row with the added columns.</param>
    public ScoreRun(ScoreTarget target, RowScorerOptions options, IScoreOutput output, Func<ScoredRow, object?>? shape = null)
    {
        _shape = shape;
        _target = target;
        _options = options;
        _output = output;
        _scorer = new RowScorer(target.Send, options);
    }

    /// <summary>How much of the input is read, 0 to 100; less than 0 if unknown.</summary>
    public Func<int> Percent { get; set; } = () => -1;

    /// <summary>There is something to send, to emit or to say.</summary>
    public bool NeedsTime => _remark is not null || _scorer.IsFull || _scorer.HasResult;

    /// <summary>Checks the columns before there is a row.</summary>
    public void Begin(RowColumns columns) => _scorer.Begin(columns);

    /// <summary>Casts a row and adds it to the next request.</summary>
    public void Add(in InputRow row)
    {
        _scorer.Add(row);
        if (!_begun)
            LookAtFirst(row);
    }

    /// <summary>Sends what is full and emits what is there; where rows come and go on the same thread.</summary>
    public async Task SendAndEmitAsync(CancellationToken cancellationToken)
    {
        await SayAsync().ConfigureAwait(false);
        while (_scorer.TryTake(out ScoredBatch? batch))
            await EmitAsync(batch!).ConfigureAwait(false);
        if (_scorer.IsFull)
            await SendAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends the rest and emits everything.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await SayAsync().ConfigureAwait(false);
        await SendAsync(cancellationToken).ConfigureAwait(false);
        _scorer.Complete();
        await EmitAllAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads rows on the calling thread and sends them, while another one emits.</summary>
    /// <param name="source">Gives the next row; a bad row is an exception, and the next call goes on after it.</param>
    public async Task FeedAsync(RowSource source, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                while (Fill(source, out (ScoringRowException Error, InputRow? Row)? bad))
                {
                    if (bad is var (error, row))
                        await _output.FailAsync(error, row is { } read ? RowObjects.Create(read) : null).ConfigureAwait(false);
                    await SayAsync().ConfigureAwait(false);
                    if (_scorer.IsFull)
                        await _scorer.SendAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                // Also when the file cannot be read on: the rows before that place are good.
                await _scorer.SendAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _scorer.Complete();
        }
    }

    /// <summary>Emits results in order until the last one.</summary>
    public async Task EmitAllAsync(CancellationToken cancellationToken)
    {
        // One batch ahead: the pipeline thread never waits for the objects of the next one.
        Task last = Task.CompletedTask;
        while (await _scorer.TakeAsync(cancellationToken).ConfigureAwait(false) is { } batch)
        {
            Task next = EmitAsync(batch);
            await last.ConfigureAwait(false);
            last = next;
        }

        await last.ConfigureAwait(false);
    }

    /// <summary>Reads and adds rows until there is something else to do.</summary>
    /// <param name="bad">The row that stopped it, which was not added; null if it could not be read.</param>
    /// <returns>False at the end.</returns>
    private bool Fill(RowSource source, out (ScoringRowException Error, InputRow? Row)? bad)
    {
        bad = null;
        InputRow? row = null;
        try
        {
            do
            {
                row = null;
                if (!source(out InputRow next))
                    return false;
                row = next;
                Add(next);
            }
            while (_remark is null && !_scorer.IsFull);
        }
        catch (ScoringRowException e)
        {
            bad = (e, row);
        }

        return true;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        while (!_scorer.TrySend(cancellationToken))
            await EmitAsync((await _scorer.TakeAsync(cancellationToken).ConfigureAwait(false))!).ConfigureAwait(false);
    }

    /// <summary>Hands a batch to the pipeline; what is said of several batches comes in the order of the calls.</summary>
    private Task EmitAsync(ScoredBatch batch)
    {
        if (batch.Failure is { } failure)
        {
            // Where no other request could do better, one error says it all.
            if (failure.InnerException is { } cause && ErrorTable.EndsPipeline(cause))
                ExceptionDispatchInfo.Capture(cause).Throw();
            return _output.FailAsync(failure, batch.Rows.Select(r => r.Source ?? RowObjects.Create(r)).ToArray());
        }

        // Made here, so that the pipeline thread has only to write them.
        Task written = _output.WriteAsync(_options.RawReplies ? [RawRequest.ToObject(batch.RawReply)] : [.. Rows(batch)]);
        _emitted += batch.Rows.Count;
        return Task.WhenAll(written, _output.ProgressAsync(_emitted.ToString("N0", CultureInfo.CurrentCulture) + " rows", Percent()));
    }

    private IEnumerable<object?> Rows(ScoredBatch batch)
    {
        foreach (ScoredRow row in _joiner.Join(batch))
        {
            if (!ReferenceEquals(_added, row.Added))
            {
                _added = row.Added;
                // A row that came as an object goes on as one.
                _kind = row.Input.IsText ? RowTypes.Shared.Find([.. row.Input.Columns.Names, .. _added.Names]) : null;
                foreach (string remark in _added.Remarks)
                    _ = _output.WarnOnceAsync(remark);
            }

            yield return _shape is null ? Object(row) : _shape(row);
        }
    }

    private object Object(in ScoredRow row) => _kind is null ? RowObjects.Create(row) : RowObjects.Create(_kind, row);

    private Task SayAsync()
    {
        if (_remark is not { } remark)
            return Task.CompletedTask;
        _remark = null;
        return _output.WarnOnceAsync(remark);
    }

    private void LookAtFirst(in InputRow row)
    {
        _begun = true;
        if (_options.Schema.Count > 0 || _options.FieldTypes.Count > 0)
            return;
        RowColumns columns = row.Columns;
        IReadOnlyList<object?> values = row.Values;
        List<object?> sent = [.. _scorer.Fields.Select(f => values[columns.IndexOf(f.Name)])];
        if (sent.TrueForAll(v => v is null or string) && sent.Exists(v => double.TryParse(v as string, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            _remark = $"What '{_target.Deployment}' serves has no input schema that could be read, so that all values are sent as text, numbers too. "
                + "-FieldType says which columns are numbers.";
        }
    }
}
