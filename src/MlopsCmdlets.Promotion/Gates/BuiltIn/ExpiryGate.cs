using System.Globalization;

namespace MlopsCmdlets.Promotion.Gates.BuiltIn;

/// <summary>The plan has not expired.</summary>
internal sealed class ExpiryGate : IPromotionGate
{
    /// <summary>Clocks of two machines differ by this much without anybody being to blame.</summary>
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public GateDefinition Definition { get; } = new("expiry", "expiry");

    public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        var until = context.Plan.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return Task.FromResult(IsOver(context.Plan.ExpiresAt, context.Time) ? this.Failed($"the plan expired on {until} UTC") : this.Passed($"the plan is good until {until} UTC"));
    }

    internal static bool IsOver(DateTimeOffset expiresAt, TimeProvider time) => time.GetUtcNow() - ClockTolerance >= expiresAt;
}
