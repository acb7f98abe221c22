using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>No branch is checked out.</summary>
public sealed class DetachedHeadException(string root)
    : GitException($"No branch is checked out in '{root}', but a commit; what is committed there belongs to no branch.");
