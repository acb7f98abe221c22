using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>libgit2 does not speak the protocol of a remote.</summary>
public sealed class RemoteProtocolException(string address)
    : GitException($"libgit2 does not speak the protocol of {address}.");
