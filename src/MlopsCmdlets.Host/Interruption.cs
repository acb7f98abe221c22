using System.Runtime.InteropServices;

namespace MlopsCmdlets.Host;

/// <summary>Ctrl+C and the request to terminate: the first stops what runs, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;
    private CancellationTokenSource source = new();
    private int exitCode;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Cancelled by the first signal since the start or the last <see cref="Reset"/>.</summary>
    public CancellationToken Token => Volatile.Read(ref source).Token;

    /// <summary>The process's exit code after a signal, or null if there was none.</summary>
    public int? ExitCode => Volatile.Read(ref exitCode) is var code and not 0 ? code : null;

    public bool MustEnd => ExitCode == Host.ExitCode.Terminated;

    /// <summary>At the prompt, the next line starts afresh.</summary>
    public void Reset()
    {
        if (MustEnd) return;
        Volatile.Write(ref exitCode, 0);
        Volatile.Write(ref source, new CancellationTokenSource());
    }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        var code = context.Signal == PosixSignal.SIGINT ? Host.ExitCode.Interrupted : Host.ExitCode.Terminated;
        if (Interlocked.Exchange(ref exitCode, code) != 0) Environment.Exit(code);
        Volatile.Read(ref source).Cancel();
    }
}
