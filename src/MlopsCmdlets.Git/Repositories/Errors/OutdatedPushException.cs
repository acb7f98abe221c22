using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>The branch on the server has commits that the pushed one lacks.</summary>
public sealed class OutdatedPushException(string name, string remote)
    : GitException($"'{name}' has commits on {remote} that are not in the local branch. Nothing was pushed.");
