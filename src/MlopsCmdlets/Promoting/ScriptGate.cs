using System.Management.Automation;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>A script block as a gate. It runs in the caller's own runspace and gets the plan as its argument.</summary>
internal sealed class ScriptGate(GateDefinition definition, MlopsGate gate, ScriptSurroundings surroundings) : IPromotionGate
{
    public GateDefinition Definition { get; } = definition;

    public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => surroundings.OnPipelineThread(() => Run(context, cancellationToken));

    private GateResult Run(GateContext context, CancellationToken cancellationToken)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript("param($MlopsScript, $MlopsPlan, $MlopsArguments) & $MlopsScript $MlopsPlan @MlopsArguments", useLocalScope: true)
            .AddArgument(gate.ScriptBlock).AddArgument(context.Plan).AddArgument(gate.ArgumentList.ToArray());
        try
        {
            using CancellationTokenRegistration stop = cancellationToken.Register(() => shell.BeginStop(null, null));
            cancellationToken.ThrowIfCancellationRequested();
            return ScriptVerdict.Of(Definition, shell, shell.Invoke());
        }
        catch (RuntimeException e)
        {
            return ScriptVerdict.Of(Definition, e);
        }
    }
}
