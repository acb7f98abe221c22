namespace MlopsCmdlets.Git.Repositories;

/// <summary>An annotated tag.</summary>
public sealed record GitTag
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The commit that it is on, 40 hexadecimal digits.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Its message.</summary>
    public string Message { get; init; } = "";

    /// <summary>Who made it, name and address.</summary>
    public string Tagger { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset TaggedAt { get; init; }

    /// <summary>Whether this call has seen it on the remote.</summary>
    public bool IsPushed { get; init; }

    /// <summary>Top folder of the repository.</summary>
    public string Root { get; init; } = "";

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
