namespace MlopsCmdlets.Promotion.Gates;

/// <summary>What a gate said, and why.</summary>
/// <param name="Name">Name of the gate.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Severity">What failing means.</param>
/// <param name="Evidence">One sentence with the figures or names that decided, for example <c>accuracy 0.91 is at least 0.90 (283 rows)</c>.</param>
public sealed record GateResult(string Name, string Kind, GateOutcome Outcome, GateSeverity Severity, string Evidence)
{
    /// <summary>Further facts by name, for reports and records; values are text in the invariant culture.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether it stops a promotion.</summary>
    public bool Blocks => Severity == GateSeverity.Required && Outcome != GateOutcome.Passed;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Outcome}";
}
