using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>The configuration demands signatures, which libgit2 does not make.</summary>
/// <param name="setting">The setting, for example <c>commit.gpgsign</c>.</param>
public sealed class SigningRequiredException(string setting)
    : GitException($"The configuration demands signatures ({setting}), and libgit2 cannot make them.");
