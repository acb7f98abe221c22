using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A protected branch was to be removed.</summary>
/// <param name="by">Who says that it is protected, for example <c>the host</c>.</param>
public sealed class ProtectedRemovalException(string name, string by)
    : GitException($"'{name}' is protected by {by}. Nothing was removed.");
