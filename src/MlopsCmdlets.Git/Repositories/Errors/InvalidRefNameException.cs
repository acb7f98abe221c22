using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A name cannot be one of a branch or tag.</summary>
public sealed class InvalidRefNameException(string name, string kind)
    : GitException($"'{name}' cannot be the name of a {kind}.");
