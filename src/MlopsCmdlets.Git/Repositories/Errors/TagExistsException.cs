using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A tag of the name is on another commit.</summary>
public sealed class TagExistsException(string name, string commit)
    : GitException($"There is a tag '{name}' already, on {commit}. Nothing was done.");
