namespace MlopsCmdlets.Promotion.Applying;

/// <summary>One step of a promotion or rollback.</summary>
/// <param name="Name"><c>Check</c>, <c>Lock</c>, <c>Gates</c>, <c>Transfer</c>, <c>Smoke</c>, <c>Switch</c>, <c>SmokeAfterSwitch</c>, <c>Restore</c>, <c>Record</c>, <c>CleanUp</c>, <c>Unlock</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Detail">What was done, one sentence.</param>
public sealed record PromotionStep(string Name, StepOutcome Outcome, TimeSpan Duration, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Outcome}";
}
