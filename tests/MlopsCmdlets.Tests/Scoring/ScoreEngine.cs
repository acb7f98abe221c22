using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MlopsCmdlets.Scoring;
using MlopsCmdlets.Tests.Pipeline;

namespace MlopsCmdlets.Tests.Scoring;

/// <summary>An engine that knows Invoke-CpdScore.</summary>
internal sealed class ScoreEngine : IDisposable
{
    private readonly Runspace _runspace;

    public ScoreEngine()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-CpdScore", typeof(InvokeCpdScoreCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Select-First", typeof(SelectFirstCommand), null));
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public ScoreEngine With(string name, object value)
    {
        _runspace.SessionStateProxy.SetVariable(name, value);
        return this;
    }

    public ScoreOutcome Run(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        // Only an error that ends a command reaches the catch; without it, the engine reports it like any other.
        shell.AddScript($"try {{ {script} }} catch {{ throw }}");
        var output = new List<PSObject>();
        Exception? end = null;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException e)
        {
            end = e;
        }

        return new ScoreOutcome(output, [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(w => w.Message)], (end as RuntimeException)?.ErrorRecord);
    }

    public void Dispose() => _runspace.Dispose();
}

internal sealed record ScoreOutcome(IReadOnlyList<PSObject> Rows, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, ErrorRecord? End)
{
    public IEnumerable<object?> Column(string name) => Rows.Select(r => r.Properties[name]?.Value);
}
