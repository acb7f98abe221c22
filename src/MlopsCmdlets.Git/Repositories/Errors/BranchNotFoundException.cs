using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>There is no branch of a name.</summary>
/// <param name="where">For example <c>here</c> or <c>on origin</c>.</param>
/// <param name="known">Those that are there.</param>
public sealed class BranchNotFoundException(string name, string where, IReadOnlyList<string> known)
    : GitException($"There is no branch '{name}' {where}; there {(known.Count == 0 ? "are none" : "are: " + FileNames.Some(known))}.");
