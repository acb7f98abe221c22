using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A folder that was to be committed is a repository of its own.</summary>
public sealed class EmbeddedRepositoryException(string path)
    : GitException($"'{path}' is a Git repository of its own, and would be committed without its files.");
