using System.Management.Automation;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>
/// A script block as a gate. It runs in the caller's own runspace and gets the plan as its argument. It fails by throwing, by an error of a command, by
/// giving back false, or by taking too long.
/// </summary>
/// <param name="definition">The gate.</param>
/// <param name="script">The script.</param>
/// <param name="onPipelineThread">Runs a function on the pipeline thread, the only one that may call PowerShell.</param>
internal sealed class ScriptGate(GateDefinition definition, ScriptBlock script, Func<Func<GateResult>, Task<GateResult>> onPipelineThread) : IPromotionGate
{
    private const int LongestEvidence = 300;

    public GateDefinition Definition { get; } = definition;

    public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => onPipelineThread(() => Run(context, cancellationToken));

    private GateResult Run(GateContext context, CancellationToken cancellationToken)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript("param($MlopsScript, $MlopsPlan) & $MlopsScript $MlopsPlan", useLocalScope: true).AddArgument(script).AddArgument(context.Plan);
        try
        {
            using CancellationTokenRegistration stop = cancellationToken.Register(() => shell.BeginStop(null, null));
            cancellationToken.ThrowIfCancellationRequested();
            List<object?> output = [.. shell.Invoke().Select(item => item?.BaseObject)];
            if (shell.Streams.Error.Count > 0)
                return Judge(GateOutcome.Failed, shell.Streams.Error[0].ToString());
            string said = string.Join(" ", output.Where(item => item is not bool).Select(item => item?.ToString()));
            return output.Contains(false)
                ? Judge(GateOutcome.Failed, said.Length > 0 ? said : "the script gave back false")
                : Judge(GateOutcome.Passed, said.Length > 0 ? said : "the script ended without an error");
        }
        catch (PipelineStoppedException)
        {
            // Stopped for taking too long, or together with the whole run: whoever waits knows.
            return Judge(GateOutcome.Failed, "it was stopped");
        }
        catch (RuntimeException e)
        {
            return Judge(GateOutcome.Failed, e.Message);
        }
    }

    private GateResult Judge(GateOutcome outcome, string evidence)
    {
        string line = string.Join(" ", evidence.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return new GateResult(Definition.Name, Definition.Kind, outcome, Definition.Severity, line.Length > LongestEvidence ? line.Substring(0, LongestEvidence) + "…" : line);
    }
}
