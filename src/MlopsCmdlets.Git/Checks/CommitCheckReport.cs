namespace MlopsCmdlets.Git.Checks;

/// <summary>What the checks of some files found.</summary>
/// <param name="Results">The findings; for a check without any, one that says so.</param>
/// <param name="Corrected">Content to commit instead of what the file holds, by the file's path.</param>
public sealed record CommitCheckReport(IReadOnlyList<CommitCheckResult> Results, IReadOnlyDictionary<string, byte[]> Corrected)
{
    /// <summary>Whether the files may be committed, corrected ones with their corrected content.</summary>
    public bool Passed => Results.All(r => r.Outcome != CommitCheckOutcome.Failed);
}
