namespace MlopsCmdlets.Host.UI;

/// <summary>Reads from standard input so that a cancellation ends the wait. What arrives later is kept for the next read.</summary>
internal sealed class KeyReader
{
    private Task<ConsoleKeyInfo>? key;
    private Task<string?>? line;

    /// <summary>The next key, not echoed.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ConsoleKeyInfo ReadKey(CancellationToken cancellationToken)
    {
        key ??= Task.Factory.StartNew(() => Console.ReadKey(intercept: true), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        key.Wait(cancellationToken);
        var result = key.Result;
        key = null;
        return result;
    }

    /// <summary>The next line of redirected input; null at its end.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public string? ReadRedirectedLine(CancellationToken cancellationToken)
    {
        line ??= Task.Factory.StartNew(Console.In.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        line.Wait(cancellationToken);
        var result = line.Result;
        line = null;
        return result;
    }
}
