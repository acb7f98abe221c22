namespace MlopsCmdlets.Git.Repositories.Engines;

/// <summary>Runs what cannot be cancelled at once: native calls that wait for the network or the disk, and other programs.</summary>
internal static class NativeWork
{
    /// <summary>
    /// Runs work on a thread of its own. When it is cancelled the caller goes on at once, while the work ends, and tidies up, whenever the native call lets it:
    /// it has to look at the token by itself. It is begun in any case, so that what it does at its end is done.
    /// </summary>
    // A thread of its own, so that abandoned calls do not starve the pool.
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        AwaitAsync(Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default), cancellationToken);

    /// <summary>The same for work without a result.</summary>
    public static Task RunAsync(Action work, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            work();
            return true;
        },
        cancellationToken);

    /// <summary>Waits for work that goes on by itself, until it ends or the wait is cancelled.</summary>
    public static async Task<T> AwaitAsync<T>(Task<T> running, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => stopped.TrySetResult(true)))
        {
            if (await Task.WhenAny(running, stopped.Task).ConfigureAwait(false) != running)
            {
                _ = running.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return await running.ConfigureAwait(false);
    }
}
