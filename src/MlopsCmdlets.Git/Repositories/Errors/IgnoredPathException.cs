using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A file that was named for a commit is ignored.</summary>
public sealed class IgnoredPathException(string path)
    : GitException($"'{path}' is ignored by .gitignore.");
