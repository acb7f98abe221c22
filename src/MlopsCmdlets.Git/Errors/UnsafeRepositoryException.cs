namespace MlopsCmdlets.Git.Errors;

/// <summary>A repository belongs to another user, whose configuration could run programs.</summary>
public sealed class UnsafeRepositoryException(string path, Exception? inner = null)
    : GitException($"The repository of '{path}' belongs to another user, and Git does not trust it.", inner);
