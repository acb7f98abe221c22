using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A branch holds commits that are nowhere else.</summary>
public sealed class UnmergedBranchException(string name, int commits)
    : GitException($"'{name}' holds {commits} commit{(commits == 1 ? "" : "s")} that no other branch has. Nothing was removed.");
