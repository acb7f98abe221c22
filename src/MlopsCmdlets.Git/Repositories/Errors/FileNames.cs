namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Lists in messages.</summary>
internal static class FileNames
{
    private const int Shown = 5;

    /// <summary>The first names, and how many follow.</summary>
    public static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");
}
