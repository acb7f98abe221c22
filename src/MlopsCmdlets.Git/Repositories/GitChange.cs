namespace MlopsCmdlets.Git.Repositories;

/// <summary>A file that differs from the commit that is checked out.</summary>
/// <param name="Path">Its place in the repository, with slashes.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="IsStaged">Whether the index has the difference, or a part of it.</param>
public sealed record GitChange(string Path, GitChangeKind Kind, bool IsStaged)
{
    /// <summary>Whether a sparse checkout leaves the file out of the work tree: only the index has the difference, and nothing is to be staged.</summary>
    internal bool IsLeftOut { get; init; }

    /// <summary>Kind and path.</summary>
    public override string ToString() => $"{Kind} {Path}";
}
