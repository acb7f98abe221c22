using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>
/// A script block as a gate, in a runspace of its own: when it takes too long it is told to stop and left behind, even in a .NET call that nobody can end.
/// </summary>
internal sealed class IsolatedScriptGate(GateDefinition definition, MlopsGate gate, ScriptSurroundings surroundings) : IPromotionGate
{
    public GateDefinition Definition { get; } = definition;

    public async Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        using Runspace runspace = surroundings.OpenRunspace();
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript(gate.ScriptBlock!.ToString(), useLocalScope: true).AddArgument(context.Plan);
        foreach (object? argument in gate.ArgumentList)
            shell.AddArgument(argument);
        var output = new PSDataCollection<PSObject>();
        try
        {
            using CancellationTokenRegistration stop = cancellationToken.Register(() => shell.BeginStop(null, null));
            cancellationToken.ThrowIfCancellationRequested();
            // Who waits for the gate gives it up in time; this goes on until the script's call returns, and tidies up then.
            await Task.Factory.FromAsync(shell.BeginInvoke<PSObject, PSObject>(null, output), result => shell.EndInvoke(result)).ConfigureAwait(false);
            return ScriptVerdict.Of(Definition, shell, output);
        }
        catch (RuntimeException e)
        {
            return ScriptVerdict.Of(Definition, e);
        }
    }
}
