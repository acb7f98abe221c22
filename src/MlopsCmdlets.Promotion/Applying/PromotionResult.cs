using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>What a promotion or rollback did.</summary>
public sealed record PromotionResult
{
    /// <summary>How it ended.</summary>
    public PromotionOutcome Outcome { get; init; }

    /// <summary>The plan; null for a rollback.</summary>
    public PromotionPlan? Plan { get; init; }

    /// <summary>Its steps, in order, with their times.</summary>
    public IReadOnlyList<PromotionStep> Steps { get; init; } = [];

    /// <summary>What the gates said; all of them.</summary>
    public IReadOnlyList<GateResult> Gates { get; init; } = [];

    /// <summary>What was copied.</summary>
    public IReadOnlyList<CopiedAsset> Assets { get; init; } = [];

    /// <summary>The deployment afterwards; null when the plan has none or it failed before.</summary>
    public RecordedDeployment? Deployment { get; init; }

    /// <summary>The entry in the record; null when nothing was recorded.</summary>
    public PromotionEntry? Entry { get; init; }

    /// <summary>The record's head after it: keep it elsewhere as an anchor.</summary>
    public string? Head { get; init; }

    /// <summary>Why it failed, or which gates stopped it; null otherwise.</summary>
    public Exception? Error { get; init; }

    /// <summary>What else to know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>For scripts: 0 succeeded or already applied, 1 failed, 2 stopped by a gate.</summary>
    public int ExitCode => Outcome switch { PromotionOutcome.Succeeded or PromotionOutcome.AlreadyApplied => 0, PromotionOutcome.Stopped => 2, _ => 1 };

    /// <inheritdoc/>
    public override string ToString() => Plan is null ? $"{Outcome}" : $"{Outcome}: {Plan}";
}
