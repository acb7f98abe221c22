using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A work tree has changes that would be mixed with new work.</summary>
public sealed class DirtyWorkTreeException(string root, IReadOnlyList<string> files)
    : GitException($"The work tree of '{root}' has changes: {FileNames.Some(files)}. Nothing was done.");
