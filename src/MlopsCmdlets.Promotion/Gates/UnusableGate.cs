namespace MlopsCmdlets.Promotion.Gates;

/// <summary>Stands for a gate that cannot be made. Stops a promotion as a failing one does.</summary>
internal sealed class UnusableGate(GateDefinition definition, string reason) : IPromotionGate
{
    public GateDefinition Definition { get; } = definition;

    public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => Task.FromResult(this.NotRun(reason));
}
