using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Somebody wrote to files after they were looked at, for example while a question waited for its answer.</summary>
public sealed class FileChangedException(IReadOnlyList<string> files)
    : GitException($"These files changed after they were looked at: {FileNames.Some(files)}. Nothing was done.");
