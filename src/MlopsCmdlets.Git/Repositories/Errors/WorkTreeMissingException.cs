using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A repository has no work tree.</summary>
public sealed class WorkTreeMissingException(string root)
    : GitException($"The repository '{root}' has no work tree.");
