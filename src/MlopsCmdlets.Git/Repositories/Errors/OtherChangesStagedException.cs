using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Other files than the given ones are staged and would come along.</summary>
public sealed class OtherChangesStagedException(IReadOnlyList<string> files)
    : GitException($"Other changes are staged and would come along: {FileNames.Some(files)}. Nothing was committed.");
