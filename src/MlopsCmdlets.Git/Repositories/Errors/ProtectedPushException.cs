using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>The server refused a push because rules protect the branch.</summary>
/// <param name="reason">The server's words.</param>
public sealed class ProtectedPushException(string name, string reason)
    : GitException($"'{name}' is protected, and the server refused the push: {reason}.");
