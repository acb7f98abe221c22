using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Something else is at work in a repository, or was and did not end.</summary>
/// <param name="what">A clause.</param>
public sealed class RepositoryBusyException(string root, string what, Exception? inner = null)
    : GitException($"The repository of '{root}' is busy: {what}.", inner);
