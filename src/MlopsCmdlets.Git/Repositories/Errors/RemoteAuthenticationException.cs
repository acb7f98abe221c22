using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A remote refused the login, or wants one.</summary>
/// <param name="reason">A clause without its subject, for example <c>wants a login</c>.</param>
public sealed class RemoteAuthenticationException(string address, string reason)
    : GitException($"{address} {reason}.");
