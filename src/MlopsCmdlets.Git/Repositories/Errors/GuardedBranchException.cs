using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Work was to begin from a branch that belongs to an environment behind the first one.</summary>
public sealed class GuardedBranchException(string from, string usual)
    : GitException($"Work does not begin from '{from}': what it holds comes there by pull requests only. Begin from '{usual}'.");
