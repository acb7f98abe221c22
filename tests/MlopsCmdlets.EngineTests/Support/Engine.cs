using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MlopsCmdlets.EngineTests.Support;

/// <summary>A PowerShell session with the published module imported, and a host that a test can look at and answer for.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace _runspace;

    public Engine(bool importModule = true, int width = 120)
    {
        Host = new RecordingHost(width);
        _runspace = RunspaceFactory.CreateRunspace(Host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        if (importModule)
            Run("Import-Module -Name $args[0]", Built.Manifest).ThrowIfFailed();
    }

    public RecordingHost Host { get; }

    /// <summary>Runs a script; what it writes to each stream is kept apart.</summary>
    public RunResult Run(string script, params object?[] arguments)
    {
        using PowerShell shell = Prepare(script, arguments);
        return Collect(shell, () => shell.Invoke());
    }

    /// <summary>Runs a script and lets the caller stop it.</summary>
    public PowerShell Prepare(string script, params object?[] arguments)
    {
        PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (object? argument in arguments)
            shell.AddArgument(argument);
        return shell;
    }

    /// <summary>Runs a script as a user sees it: through the formatter, to the host.</summary>
    public string Show(string script, params object?[] arguments)
    {
        Host.Clear();
        using PowerShell shell = Prepare(script, arguments);
        shell.AddCommand("Out-Default");
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Invoke();
        return Host.Text;
    }

    public void SetVariable(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    public void Dispose() => _runspace.Dispose();

    private static RunResult Collect(PowerShell shell, Func<ICollection<PSObject>> invoke)
    {
        ErrorRecord? terminating = null;
        ICollection<PSObject> output = [];
        try
        {
            output = invoke();
        }
        catch (RuntimeException failure)
        {
            terminating = failure.ErrorRecord;
        }

        return new RunResult(
            [.. output],
            terminating is null ? [.. shell.Streams.Error] : [.. shell.Streams.Error, terminating],
            [.. shell.Streams.Warning.Select(w => w.Message)],
            [.. shell.Streams.Verbose.Select(v => v.Message)],
            [.. shell.Streams.Debug.Select(d => d.Message)]);
    }
}
