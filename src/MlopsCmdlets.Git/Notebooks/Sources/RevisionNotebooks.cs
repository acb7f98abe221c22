using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Notebooks.Sources;

/// <summary>What a branch changes in the notebooks of a repository. Loads libgit2.</summary>
public static class RevisionNotebooks
{
    private const string Extension = ".ipynb";

    /// <summary>The notebooks that a head changes since it left its base, as a pull request shows them: compared with the common ancestor.</summary>
    /// <param name="root">The top folder of a work tree.</param>
    /// <param name="baseRevision">The base: a commit, branch or tag.</param>
    /// <param name="headRevision">The head.</param>
    /// <param name="options">What is compared; names are filled in.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <exception cref="NotARepositoryException">There is no work tree.</exception>
    /// <exception cref="UnsafeRepositoryException">It belongs to another user.</exception>
    /// <exception cref="RevisionNotFoundException">It has no such commit; it may have to be fetched first.</exception>
    public static IReadOnlyList<RevisionNotebook> Compare(string root, string baseRevision, string headRevision, NotebookCompareOptions options, CancellationToken cancellationToken) =>
        GitRepositoryReader.Guard(root, () =>
        {
            using var repository = new Repository(root);
            Commit head = Revisions.CommitOf(repository, headRevision, root);
            Commit tip = Revisions.CommitOf(repository, baseRevision, root);
            // Unrelated histories have no common ancestor; then everything is what differs.
            Commit start = repository.ObjectDatabase.FindMergeBase(tip, head) ?? tip;
            var result = new List<RevisionNotebook>();
            foreach (TreeEntryChanges change in repository.Diff.Compare<TreeChanges>(start.Tree, head.Tree))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (change.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || change.OldPath.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
                    result.Add(Compare(start, head, change, options, cancellationToken));
            }

            return result;
        });

    /// <summary>Whether a commit is in the history of another; null where one of them is not in the repository.</summary>
    public static bool? IsAncestor(string root, string commit, string tip) => GitRepositoryReader.Guard<bool?>(root, () =>
    {
        using var repository = new Repository(root);
        return repository.Lookup<Commit>(commit) is { } earlier && repository.Lookup<Commit>(tip) is { } later
            ? repository.ObjectDatabase.FindMergeBase(earlier, later)?.Sha == earlier.Sha
            : null;
    });

    private static RevisionNotebook Compare(Commit start, Commit head, TreeEntryChanges change, NotebookCompareOptions options, CancellationToken cancellationToken)
    {
        try
        {
            NotebookDifference difference = NotebookComparer.Compare(
                Content(start, change.OldPath), Content(head, change.Path), options with { Path = change.Path, From = start.Sha.Substring(0, 10), To = head.Sha.Substring(0, 10) }, cancellationToken);
            return new RevisionNotebook(change.Path, difference, null);
        }
        catch (GitException failure)
        {
            // One that cannot be read must not hide the others.
            return new RevisionNotebook(change.Path, null, failure.Message);
        }
    }

    private static byte[]? Content(Commit commit, string path)
    {
        if (!path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || commit[path]?.Target is not Blob blob)
            return null;
        byte[] content = RevisionFile.ContentOf(blob);
        return LfsPointer.Is(content) ? throw new LfsPointerException(path) : content;
    }
}
