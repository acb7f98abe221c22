using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Tests.Applying;

public sealed class TestGate(string name, GateOutcome outcome, GateSeverity severity = GateSeverity.Required) : IPromotionGate
{
    public GateDefinition Definition { get; } = new("test", name) { Severity = severity };

    public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => Task.FromResult(new GateResult("lies", "lies", outcome, GateSeverity.Advisory, "because"));
}
