using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A branch cannot be removed because it is checked out.</summary>
/// <param name="reason">Why that cannot be changed, a clause.</param>
public sealed class CurrentBranchException(string name, string where, string reason)
    : GitException($"'{name}' is checked out in '{where}', {reason}. Nothing was removed.");
