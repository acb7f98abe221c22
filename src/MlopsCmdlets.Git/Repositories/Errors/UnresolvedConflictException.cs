using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Files have conflicts of a merge that nobody resolved.</summary>
public sealed class UnresolvedConflictException(IReadOnlyList<string> files)
    : GitException($"These files have conflicts that are not resolved: {FileNames.Some(files)}. Nothing was committed.");
