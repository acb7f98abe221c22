using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Nobody is configured who could be the author of a commit.</summary>
public sealed class NoIdentityException(string root)
    : GitException($"No author is configured for '{root}': user.name and user.email are needed.");
