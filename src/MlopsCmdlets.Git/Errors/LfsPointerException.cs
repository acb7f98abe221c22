namespace MlopsCmdlets.Git.Errors;

/// <summary>A file is kept in Git LFS, and only its pointer is here.</summary>
public sealed class LfsPointerException(string name) : GitException($"'{name}' is kept in Git LFS, and only the pointer to its content is here.");
