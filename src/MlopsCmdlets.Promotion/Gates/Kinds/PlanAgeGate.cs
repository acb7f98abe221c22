namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>The plan is not older than it may be.</summary>
internal sealed class PlanAgeGate(GateDefinition definition, TimeSpan maximum) : IPromotionGate
{
    public GateDefinition Definition { get; } = definition;

    public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        var age = context.Time.GetUtcNow() - context.Plan.CreatedAt;
        var facts = $"the plan is {Words(age)} old; at most {Words(maximum)} are allowed";
        // Not older than allowed, and not from a future that no difference of clocks explains.
        return Task.FromResult(age > maximum ? this.Failed(facts)
            : age < -BuiltIn.ExpiryGate.ClockTolerance ? this.Failed($"the plan was made {Words(-age)} from now: a clock is wrong")
            : this.Passed(facts));
    }

    private static string Words(TimeSpan span) => span.TotalDays >= 2 ? $"{(int)span.TotalDays} days" : span.TotalHours >= 2 ? $"{(int)span.TotalHours} hours" : $"{Math.Max(0, (int)span.TotalMinutes)} minutes";
}
