using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>What names commits.</summary>
internal static class Revisions
{
    /// <summary>The commit of a revision; a branch may be of the remote <c>origin</c> only.</summary>
    /// <exception cref="RevisionNotFoundException">The repository has no such revision.</exception>
    public static Commit CommitOf(Repository repository, string revision, string root)
    {
        try
        {
            GitObject? found = revision.Length == 0 ? null : repository.Lookup(revision) ?? repository.Lookup("refs/remotes/origin/" + revision);
            return found?.Peel<Commit>() ?? throw new RevisionNotFoundException(revision, root);
        }
        catch (Exception failure) when (failure is InvalidSpecificationException or AmbiguousSpecificationException or NotFoundException or PeelException)
        {
            throw new RevisionNotFoundException(revision, root, failure);
        }
    }
}
