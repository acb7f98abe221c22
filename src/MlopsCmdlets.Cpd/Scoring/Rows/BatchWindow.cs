using System.Collections.Concurrent;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>
/// Runs requests overlapped and hands their results out in order. At most <c>limit</c> run at a time; twice as many are under way or wait to be
/// taken, so that one slow reply does not stop the others and memory stays bounded. One writer, one reader.
/// </summary>
internal sealed class BatchWindow(int limit)
{
    private readonly ConcurrentQueue<Task<ScoredBatch>> _tasks = new();
    private readonly SemaphoreSlim _active = new(limit);
    private readonly SemaphoreSlim _room = new(limit * 2);
    private readonly SemaphoreSlim _started = new(0);
    private volatile bool _complete;

    /// <summary>The next result is there.</summary>
    public bool HasResult => _tasks.TryPeek(out Task<ScoredBatch>? first) && first.IsCompleted;

    /// <summary>Takes a place if there is one.</summary>
    public bool TryEnter() => _room.Wait(0, CancellationToken.None);

    /// <summary>Waits for a place.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _room.WaitAsync(cancellationToken);

    /// <summary>Starts work in the place that was taken.</summary>
    public void Start(Func<Task<ScoredBatch>> work, CancellationToken cancellationToken)
    {
        _tasks.Enqueue(RunAsync(work, cancellationToken));
        _started.Release();
    }

    /// <summary>Says that nothing follows.</summary>
    public void Complete()
    {
        _complete = true;
        _started.Release();
    }

    /// <summary>The next result if it is there already.</summary>
    public bool TryTake(out ScoredBatch? batch)
    {
        batch = null;
        if (!_tasks.TryPeek(out Task<ScoredBatch>? first) || !first.IsCompleted || !_started.Wait(0, CancellationToken.None))
            return false;
        _tasks.TryDequeue(out _);
        _room.Release();
        batch = first.GetAwaiter().GetResult();
        return true;
    }

    /// <summary>The next result, or null after the last one.</summary>
    public async Task<ScoredBatch?> TakeAsync(CancellationToken cancellationToken)
    {
        await _started.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_tasks.TryPeek(out Task<ScoredBatch>? first))
            return _complete ? null : throw new InvalidOperationException("A result is taken by two readers.");
        ScoredBatch batch = await first.ConfigureAwait(false);
        _tasks.TryDequeue(out _);
        _room.Release();
        return batch;
    }

    private async Task<ScoredBatch> RunAsync(Func<Task<ScoredBatch>> work, CancellationToken cancellationToken)
    {
        await _active.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Off the caller's thread: it goes on reading rows while this one builds and sends the request.
            return await Task.Run(work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _active.Release();
        }
    }
}
