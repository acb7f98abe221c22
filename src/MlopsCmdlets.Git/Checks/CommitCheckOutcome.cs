namespace MlopsCmdlets.Git.Checks;

/// <summary>How a check of a file ended.</summary>
public enum CommitCheckOutcome
{
    /// <summary>Nothing was found in any file.</summary>
    Passed,

    /// <summary>The file must not be committed.</summary>
    Failed,

    /// <summary>Somebody should look; the commit may go on.</summary>
    Warning,

    /// <summary>The content that the result brings is to be committed instead.</summary>
    Corrected,

    /// <summary>The check was relaxed.</summary>
    Skipped,
}
