using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A file goes through a program on its way into a commit, such as Git LFS, and nobody told git which: it would commit the content itself, in silence.</summary>
public sealed class FilterNotConfiguredException(string path, string filter)
    : GitException($"'{path}' goes through the filter '{filter}' of .gitattributes, which is not configured on this machine.");
