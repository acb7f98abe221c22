using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MlopsCmdlets.Tests.Pipeline;

/// <summary>A PowerShell engine that knows <see cref="ProbeCommand"/> and a stand-in for <c>Select-Object -First</c>.</summary>
internal sealed class ProbeEngine : IDisposable
{
    private readonly Runspace _runspace;

    public ProbeEngine()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Test-Probe", typeof(ProbeCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Select-First", typeof(SelectFirstCommand), null));
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public PowerShell Prepare(string script, Probe probe)
    {
        PowerShell shell = PowerShell.Create(_runspace);
        _runspace.SessionStateProxy.SetVariable("probe", probe);
        return shell.AddScript(script);
    }

    public (IReadOnlyList<object> Output, IReadOnlyList<ErrorRecord> Errors) Run(string script, Probe probe)
    {
        using PowerShell shell = Prepare(script, probe);
        IReadOnlyList<object> output = [.. shell.Invoke().Select(o => o.BaseObject)];
        return (output, [.. shell.Streams.Error]);
    }

    public void Dispose() => _runspace.Dispose();
}
