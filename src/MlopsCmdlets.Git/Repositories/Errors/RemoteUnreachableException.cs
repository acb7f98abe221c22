using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A remote could not be reached, or broke off.</summary>
public sealed class RemoteUnreachableException(string address, string reason, Exception? inner = null)
    : GitException($"{address} could not be reached or broke off: {reason}.", inner);
