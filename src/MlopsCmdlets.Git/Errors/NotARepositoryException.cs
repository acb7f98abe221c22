namespace MlopsCmdlets.Git.Errors;

/// <summary>A path is not inside a Git repository.</summary>
public sealed class NotARepositoryException(string path, Exception? inner = null) : GitException($"'{path}' is not inside a Git repository.", inner);
