using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Sandbox;

/// <summary>The sandbox as a child process, which ends with this one.</summary>
internal sealed class SandboxProcess : IDisposable
{
    /// <summary>How the program's log begins a line that is no complaint; what a user wants to know of it is in the announcement.</summary>
    private const string Information = "info: ";

    private readonly Process _process;
    private readonly StringBuilder _complaints = new();
    private readonly TaskCompletionSource<SandboxAnnouncement> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SandboxProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the program without waiting for it. The password is no argument: those can be read by every user of the machine.</summary>
    /// <exception cref="SandboxStartException">It cannot be started.</exception>
    public static SandboxProcess Start(SandboxProgram program, IEnumerable<string> arguments, string password)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo
            {
                FileName = program.FileName,
                Arguments = string.Join(" ", program.FirstArguments.Concat(arguments).Select(Quote)),
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                Environment = { ["MLOPS_SANDBOX_PASSWORD"] = password },
            },
            EnableRaisingEvents = true,
        };
        var sandbox = new SandboxProcess(process);
        process.OutputDataReceived += (_, line) => sandbox.OnOutput(line.Data);
        process.ErrorDataReceived += (_, line) => sandbox.OnComplaint(line.Data);
        process.Exited += (_, _) => sandbox.OnExit();
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            process.Dispose();
            throw new SandboxStartException($"'{program.FileName}' could not be started: {failure.Message}", failure);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return sandbox;
    }

    /// <summary>Waits for the line that says it is ready.</summary>
    /// <exception cref="SandboxStartException">It ended, or was not ready in time.</exception>
    public async Task<SandboxAnnouncement> ReadyAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task delay = Delays.For(timeout, time, limit.Token);
        bool inTime = await Task.WhenAny(_ready.Task, delay).ConfigureAwait(false) == _ready.Task;
        limit.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return inTime
            ? await _ready.Task.ConfigureAwait(false)
            : throw new SandboxStartException($"The sandbox was not ready after {timeout.TotalSeconds:0} s. {Complaints}".TrimEnd());
    }

    public void Stop()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit(5_000);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }

    public void Dispose()
    {
        Stop();
        _process.Dispose();
    }

    private string Complaints
    {
        get
        {
            lock (_complaints)
                return _complaints.ToString().Trim();
        }
    }

    private void OnOutput(string? line)
    {
        if (line is not null && SandboxAnnouncement.Parse(line) is { } announcement)
            _ready.TrySetResult(announcement);
    }

    private void OnComplaint(string? line)
    {
        if (line is null || line.StartsWith(Information, StringComparison.Ordinal))
            return;
        lock (_complaints)
        {
            if (_complaints.Length < 4_000)
                _complaints.AppendLine(line);
        }
    }

    private void OnExit()
    {
        try
        {
            _process.WaitForExit(); // lets the last lines of standard error arrive
            _ready.TrySetException(new SandboxStartException($"The sandbox program ended with exit code {_process.ExitCode}. {Complaints}".TrimEnd()));
        }
        catch (InvalidOperationException)
        {
            // Disposed of at the same moment, so that nobody waits any more. On .NET Framework an exception that leaves this event ends the process.
        }
    }

    /// <summary>Quotes by the rules that .NET's command line parsing follows on every system.</summary>
    private static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.IndexOfAny([' ', '\t', '"', '\n']) < 0)
            return argument;
        var quoted = new StringBuilder("\"");
        int backslashes = 0;
        foreach (char c in argument)
        {
            if (c == '\\')
            {
                backslashes++;
                continue;
            }

            quoted.Append('\\', c == '"' ? (backslashes * 2) + 1 : backslashes).Append(c);
            backslashes = 0;
        }

        return quoted.Append('\\', backslashes * 2).Append('"').ToString();
    }
}
