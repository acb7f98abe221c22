using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Somebody wrote to files between their checks and the commit.</summary>
public sealed class FileChangedException(IReadOnlyList<string> files)
    : GitException($"These files changed after they were checked: {FileNames.Some(files)}. Nothing was committed.");
