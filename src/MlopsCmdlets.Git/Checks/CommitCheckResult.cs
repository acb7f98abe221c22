namespace MlopsCmdlets.Git.Checks;

/// <summary>What a check found in a file, or that it found nothing.</summary>
public sealed record CommitCheckResult
{
    /// <summary>The check.</summary>
    public CommitCheck Name { get; init; }

    /// <summary>How it ended.</summary>
    public CommitCheckOutcome Outcome { get; init; }

    /// <summary>The file in the repository, with slashes; null where the check found nothing or was relaxed.</summary>
    public string? Path { get; init; }

    /// <summary>Number of the cell, the first is 1; null outside of notebooks.</summary>
    public int? Cell { get; init; }

    /// <summary>Number of the line, in notebooks of the cell; the first is 1.</summary>
    public int? Line { get; init; }

    /// <summary>What was found. Never shows a secret.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do.</summary>
    public string? Remedy { get; init; }

    /// <summary>Outcome and message.</summary>
    public override string ToString() => $"{Name} {Outcome}: {Message}";
}
