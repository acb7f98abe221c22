using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace MlopsCmdlets.Pipeline;

/// <summary>
/// Bridges asynchronous work to the pipeline thread, the only one that may write. Work that is complete when it returns costs no queue; other
/// work goes on in the thread pool and posts what it says, in order, to a bounded queue that the pipeline thread drains. Ctrl+C and a
/// downstream command that has enough (<c>Select-Object -First 1</c>) cancel the work at once.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    /// <summary>Cancelled work may use this long to tidy up before the prompt returns; it goes on in the background after that.</summary>
    private const int TidyUpMilliseconds = 300;

    // Made with the cmdlet: one made on demand could miss a stop that came before. Not disposed: work that tidies up in the background still asks it.
    private readonly CancellationTokenSource _stop = new();
    private PipelineQueue? _queue = PipelineQueue.Closed;
    private ExceptionDispatchInfo? _passing;
    private int _pipelineThread;

    /// <summary>Work before the first pipeline object. A failure here ends the pipeline.</summary>
    protected virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Work for one pipeline object. A failure is reported for this object and the rest goes on.</summary>
    protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Work after the last pipeline object.</summary>
    protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reports a failure, on the pipeline thread.</summary>
    private protected abstract void Report(Exception failure, bool beforeInput);

    /// <summary>Looks at what only the pipeline thread may see, before anything else.</summary>
    private protected virtual void BeforeInput()
    {
    }

    protected sealed override void BeginProcessing()
    {
        BeforeInput();
        Run(BeginAsync, beforeInput: true);
    }

    protected sealed override void ProcessRecord() => Run(ProcessAsync, beforeInput: false);

    protected sealed override void EndProcessing() => Run(EndAsync, beforeInput: false);

    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Writes one object to the pipeline, from any thread; waits when the pipeline is slower.</summary>
    protected Task WriteAsync(object? value) => PostAsync(() => WriteObject(value));

    /// <summary>Writes several objects to the pipeline, which costs less than one by one; completes when all are written.</summary>
    private protected Task WriteAllAsync(object?[] values) => AskAsync(() =>
    {
        Through(() => WriteObject(values, enumerateCollection: true));
        return true;
    });

    /// <summary>Writes with an action on the pipeline thread, after everything posted before it; completes when it is queued.</summary>
    private protected Task PostAsync(Action write) => OnPipelineAsync(() => Through(write));

    /// <summary>Runs a function on the pipeline thread and gives back its result: questions, and calls into PowerShell.</summary>
    private protected async Task<T> AskAsync<T>(Func<T> function)
    {
        if (Environment.CurrentManagedThreadId == _pipelineThread)
            return function();

        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = _stop.Token.Register(() => answer.TrySetCanceled());
        await OnPipelineAsync(() => Answer(answer, function)).ConfigureAwait(false);
        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Cancels what is still running when the pipeline ends early.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Cancel();
    }

    private Task OnPipelineAsync(Action action)
    {
        if (Environment.CurrentManagedThreadId != _pipelineThread)
            return Queue.AddAsync(action, _stop.Token);
        action();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Writes on the pipeline thread. What writing throws comes from the commands behind this one (<c>throw</c>, <c>break</c>) or from the engine (a stop): it is no
    /// failure of the work, and leaves the cmdlet as it came, whatever the work makes of it.
    /// </summary>
    private void Through(Action write)
    {
        _passing?.Throw();
        try
        {
            write();
        }
        catch (Exception thrown)
        {
            _passing = ExceptionDispatchInfo.Capture(thrown);
            _stop.Cancel();
            throw;
        }
    }

    private PipelineQueue Queue => LazyInitializer.EnsureInitialized(ref _queue, () => new PipelineQueue())!;

    private void Run(Func<CancellationToken, Task> body, bool beforeInput)
    {
        _queue = null;
        _pipelineThread = Environment.CurrentManagedThreadId;
        try
        {
            Task task = Start(body);
            // Asked in this order: work that went to the pool may have posted and ended already, and what it posted is still in the queue.
            if (!task.IsCompleted || _queue is not null)
                Drain(task);
            task.GetAwaiter().GetResult();
            _passing?.Throw();
        }
        catch (Exception) when (_passing is not null)
        {
            _passing.Throw();
            throw;
        }
        catch (Exception failure) when (failure is PipelineStoppedException or ActionPreferenceStopException)
        {
            _stop.Cancel();
            throw;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
#pragma warning disable CA1031 // every other failure becomes an error record
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Report(failure, beforeInput);
        }
        finally
        {
            _queue = PipelineQueue.Closed;
            _pipelineThread = 0;
        }
    }

    private Task Start(Func<CancellationToken, Task> body)
    {
        _stop.Token.ThrowIfCancellationRequested();
        // A host's synchronisation context would send continuations to this thread, which is about to wait for them.
        SynchronizationContext? context = SynchronizationContext.Current;
        if (context is null)
            return body(_stop.Token);
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return body(_stop.Token);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Drain(Task task)
    {
        PipelineQueue queue = Queue;
        _ = task.ContinueWith(
            ended =>
            {
                _ = ended.Exception; // observed here in case that nobody waits any more
                queue.Complete();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        try
        {
            // Asked too, because the engine calls no StopProcessing where Select-Object -First has shortened the pipeline before.
            queue.Drain(_stop.Token, () => Stopping);
        }
        catch
        {
            _stop.Cancel();
            Task.WaitAny([task], TidyUpMilliseconds, CancellationToken.None);
            throw;
        }
    }

    private void Answer<T>(TaskCompletionSource<T> answer, Func<T> function)
    {
        try
        {
            answer.TrySetResult(function());
        }
        catch (Exception failure) when (_passing is not null || failure is PipelineStoppedException)
        {
            answer.TrySetCanceled();
            throw;
        }
#pragma warning disable CA1031 // whatever it is, it belongs to the one who asked
        catch (Exception failure)
#pragma warning restore CA1031
        {
            answer.TrySetException(failure);
        }
    }
}
