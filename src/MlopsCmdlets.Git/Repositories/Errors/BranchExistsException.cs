using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A branch of the name is there already, or one whose name begins or ends where this one does: a name is a file or a folder, not both.</summary>
/// <param name="where">For example <c>here</c> or <c>on origin</c>.</param>
public sealed class BranchExistsException(string name, string existing, string where)
    : GitException(string.Equals(name, existing, StringComparison.Ordinal)
        ? $"There is a branch '{name}' {where} already. Nothing was done."
        : $"'{name}' cannot be made beside the branch '{existing}', which is {where} already. Nothing was done.");
