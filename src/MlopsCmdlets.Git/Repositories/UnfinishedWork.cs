using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>What was begun in a repository with the git program and not ended.</summary>
internal static class UnfinishedWork
{
    /// <summary>Refuses everything that was begun.</summary>
    /// <exception cref="RepositoryBusyException">Something was.</exception>
    public static void Refuse(Repository repository)
    {
        if (repository.Info.CurrentOperation is not CurrentOperation.None and var operation)
            throw new RepositoryBusyException(LocalRepository.RootOf(repository), $"{NameOf(operation)} was begun and not ended");
    }

    /// <summary>
    /// Refuses what a commit does not end: libgit2 would forget it, and with it the commits that were still to be picked, or whose they were. A merge and the revert
    /// of one commit are ended by it.
    /// </summary>
    /// <exception cref="RepositoryBusyException">Something else was begun.</exception>
    public static void RefuseUnlessCommitted(Repository repository)
    {
        if (repository.Info.CurrentOperation is not (CurrentOperation.Merge or CurrentOperation.Revert))
            Refuse(repository);
    }

    private static string NameOf(CurrentOperation operation)
    {
        string name = operation.ToString();
        return name.StartsWith("CherryPick", StringComparison.Ordinal) ? "a cherry-pick"
            : name.StartsWith("Rebase", StringComparison.Ordinal) ? "a rebase"
            : name.StartsWith("ApplyMailbox", StringComparison.Ordinal) ? "a series of patches (git am)"
            : $"a {name.ToLowerInvariant()}";
    }
}
