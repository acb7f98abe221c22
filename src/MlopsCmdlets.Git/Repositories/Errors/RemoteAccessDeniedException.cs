using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A remote knows the user, and does not allow it.</summary>
/// <param name="reason">The server's words; may be empty.</param>
public sealed class RemoteAccessDeniedException(string address, string reason)
    : GitException($"{address} does not allow it{(reason.Length > 0 ? ": " + reason : "")}.");
