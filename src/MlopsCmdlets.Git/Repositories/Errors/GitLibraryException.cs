using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>libgit2 failed for a reason that is only in its words.</summary>
public sealed class GitLibraryException(string root, string text, Exception inner)
    : GitException($"Git failed in '{root}': {text}.", inner);
