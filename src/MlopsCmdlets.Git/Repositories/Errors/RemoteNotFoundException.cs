using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>There is no repository at an address, or the user may not know of it.</summary>
public sealed class RemoteNotFoundException(string address)
    : GitException($"There is no repository at {address} that this user may see.");
