using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Gates.BuiltIn;

/// <summary>A production deployment is not switched to a model that nobody scored: there are rows to do it with.</summary>
internal sealed class SmokeDataGate(SmokeRows? rows) : IPromotionGate
{
    public GateDefinition Definition { get; } = new("smokeData", "smoke data");

    public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => Task.FromResult(rows is { Rows.Count: > 0 }
        ? this.Passed($"{rows.Rows.Count} rows of {rows.Origin}")
        : this.NotRun("there are no rows for the smoke score that production demands: give -SmokeData, or -SkipSmoke, which is recorded"));
}
