using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A repository has no remote of a name.</summary>
public sealed class RemoteNotSetException(string root, string remote)
    : GitException($"The repository of '{root}' has no remote '{remote}'.");
