using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A branch is no longer what was looked at, for example because a question waited for its answer.</summary>
/// <param name="name">The branch.</param>
/// <param name="what">What became of it, a clause.</param>
public sealed class BranchMovedException(string name, string what)
    : GitException($"'{name}' {what} since it was looked at. Nothing was done with it.")
{
    internal static BranchMovedException OnRemote(string name) => new(name, "got other commits on the remote");
}
