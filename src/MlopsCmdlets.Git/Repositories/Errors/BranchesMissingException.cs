using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A repository that was made has not all branches of what it was made from.</summary>
public sealed class BranchesMissingException(string repository, IReadOnlyList<string> missing)
    : GitException($"'{repository}' was made, but lacks branches: {FileNames.Some(missing)}.");
