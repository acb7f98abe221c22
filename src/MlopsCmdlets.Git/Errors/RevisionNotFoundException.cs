namespace MlopsCmdlets.Git.Errors;

/// <summary>A repository has no commit, branch or tag of a name.</summary>
public sealed class RevisionNotFoundException(string revision, string repository, Exception? inner = null)
    : GitException($"'{revision}' is no commit, branch or tag of the repository '{repository}'.", inner);
