namespace MlopsCmdlets.Git.Hosts.Calls;

/// <summary>The mark by which this module finds its own comment again: a comment of HTML, which Markdown does not show.</summary>
internal static class HiddenKey
{
    /// <param name="key">Which of the module's comments; any text.</param>
    public static string Mark(string key) => $"<!-- mlops-comment: {Uri.EscapeDataString(key).Replace("-", "%2D")} -->";

    /// <summary>The text with the mark before it.</summary>
    public static string Put(string key, string markdown) => Mark(key) + "\n" + markdown;

    public static bool Has(string? text, string key) => text?.StartsWith(Mark(key), StringComparison.Ordinal) == true;
}
