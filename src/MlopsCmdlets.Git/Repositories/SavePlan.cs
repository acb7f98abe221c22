using MlopsCmdlets.Git.Checks;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Changes that were checked and may be committed.</summary>
/// <param name="Root">Top folder of the repository.</param>
/// <param name="Branch">The branch that the commit goes to.</param>
/// <param name="Changes">What is committed; empty when nothing differs.</param>
/// <param name="Report">What the checks found.</param>
/// <param name="Remarks">What libgit2 does not do in this repository.</param>
public sealed record SavePlan(string Root, string Branch, IReadOnlyList<GitChange> Changes, CommitCheckReport Report, IReadOnlyList<string> Remarks)
{
    /// <summary>The commit that it follows; null where it is the first one.</summary>
    internal string? Tip { get; init; }

    /// <summary>The files of the changes as they were before the checks read them, null for those that were not there.</summary>
    internal IReadOnlyDictionary<string, WorkFile?> Seen { get; init; } = new Dictionary<string, WorkFile?>(StringComparer.Ordinal);
}
