using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A file goes through a program on its way into a commit, such as Git LFS, which libgit2 does not run.</summary>
public sealed class ContentFilterException(string path, string filter)
    : GitException($"'{path}' goes through the filter '{filter}' of .gitattributes, which libgit2 does not run.");
