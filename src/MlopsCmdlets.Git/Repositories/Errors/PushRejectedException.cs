using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>The server refused a push for a reason of its own.</summary>
/// <param name="reason">The server's words.</param>
public sealed class PushRejectedException(string name, string reason)
    : GitException($"The server refused '{name}': {reason}.");
