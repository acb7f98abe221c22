using System.Collections.Concurrent;

namespace MlopsCmdlets.Pipeline;

/// <summary>
/// Carries work from any thread to the pipeline thread, in order and bounded: when the pipeline is slower than its source, the source waits.
/// </summary>
internal sealed class PipelineQueue
{
    /// <summary>Small enough for flat memory, large enough that neither side waits for the other at every record.</summary>
    public const int Capacity = 256;

    /// <summary>A part of the half second in which a stop has to be noticed.</summary>
    private const int LookMilliseconds = 100;

    /// <summary>Takes nothing: what is posted outside of the cmdlet's methods is refused.</summary>
    public static readonly PipelineQueue Closed = new() { _completed = true };

    private readonly ConcurrentQueue<Action> _items = new();
    private readonly SemaphoreSlim _free = new(Capacity);
    private readonly SemaphoreSlim _filled = new(0);
    private volatile bool _completed;

    /// <summary>Adds work at once, behind what was added before, and completes when there is a place for it: whoever adds more has to wait for that.</summary>
    /// <exception cref="OperationCanceledException">The pipeline was stopped, or the cmdlet has already returned.</exception>
    public Task AddAsync(Action item, CancellationToken stopped)
    {
        if (_completed)
            return Task.FromException(new OperationCanceledException("The pipeline no longer takes output."));
        // Before the wait: what nobody waits for, such as a verbose line, keeps its place too, and is not lost when the work ends.
        _items.Enqueue(item);
        _filled.Release();
        return _free.Wait(0, CancellationToken.None) ? Task.CompletedTask : _free.WaitAsync(stopped);
    }

    /// <summary>Says that nothing follows; the pipeline thread leaves <see cref="Drain"/> when it has done the rest.</summary>
    public void Complete()
    {
        _completed = true;
        _filled.Release();
    }

    /// <summary>Runs the work on the calling thread until <see cref="Complete"/>; an exception of the work passes through.</summary>
    /// <param name="stopped">Ends the wait.</param>
    /// <param name="isStopping">Asked now and then while there is nothing to do; true ends the wait too.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public void Drain(CancellationToken stopped, Func<bool> isStopping)
    {
        while (true)
        {
            while (!_filled.Wait(LookMilliseconds, stopped))
            {
                if (isStopping())
                    throw new OperationCanceledException("The pipeline is being stopped.");
            }

            if (_items.TryDequeue(out Action? item))
            {
                _free.Release();
                item();
            }
            else if (_completed)
            {
                return;
            }
        }
    }
}
