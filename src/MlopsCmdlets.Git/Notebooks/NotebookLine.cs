namespace MlopsCmdlets.Git.Notebooks;

/// <summary>A line of a comparison.</summary>
public sealed record NotebookLine
{
    /// <summary>On which side it is.</summary>
    public NotebookLineKind Kind { get; init; }

    /// <summary>The line without its end.</summary>
    public string Text { get; init; } = "";

    /// <summary>Number of the line before, the first is 1; null for an added line.</summary>
    public int? Before { get; init; }

    /// <summary>Number of the line after, the first is 1; null for a removed line.</summary>
    public int? After { get; init; }

    /// <summary>The line in parts, where it replaces a similar line or is replaced by one; else empty.</summary>
    public IReadOnlyList<NotebookWord> Words { get; init; } = [];

    /// <summary>Whether equal lines are left out before it.</summary>
    public bool FollowsGap { get; init; }

    /// <summary>The line as in a unified diff.</summary>
    public override string ToString() => (Kind switch { NotebookLineKind.Added => "+", NotebookLineKind.Removed => "-", _ => " " }) + Text;
}
