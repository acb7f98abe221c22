using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Notebooks.Sources;

/// <summary>Reads a file as it was in a commit. Apart from the comparer, so that libgit2 is loaded only where a revision is asked for.</summary>
public static class RevisionFile
{
    /// <summary>The content of a file of a work tree in a commit.</summary>
    /// <param name="path">The file in the work tree, as a full path; it need not be there now.</param>
    /// <param name="revision">A commit, branch, tag, or what else Git takes for a revision; a branch may be of the remote <c>origin</c> only.</param>
    /// <returns>Null if the commit has no such file.</returns>
    /// <exception cref="NotARepositoryException">The file is in no work tree.</exception>
    /// <exception cref="UnsafeRepositoryException">The repository belongs to another user.</exception>
    /// <exception cref="RevisionNotFoundException">The repository has no such revision.</exception>
    /// <exception cref="LfsPointerException">The commit holds a pointer of Git LFS only.</exception>
    public static byte[]? Read(string path, string revision)
    {
        string root = LocalRepository.FolderOf(path);
        string inside = path.Substring(root.TrimEnd(Path.DirectorySeparatorChar).Length + 1).Replace(Path.DirectorySeparatorChar, '/');
        byte[]? content = GitRepositoryReader.Guard(path, () =>
        {
            using var repository = new Repository(root);
            return Find(Revisions.CommitOf(repository, revision, root), inside, RepositoryConfiguration.IgnoresCase(repository))?.Target is Blob blob ? ContentOf(blob) : null;
        });
        return content is not null && LfsPointer.Is(content) ? throw new LfsPointerException($"{inside} ({revision})") : content;
    }

    /// <summary>On a disk without regard to case, users give names as they come to mind.</summary>
    private static TreeEntry? Find(Commit commit, string inside, bool ignoresCase)
    {
        if (commit[inside] is not null || !ignoresCase)
            return commit[inside];
        TreeEntry? found = null;
        Tree? folder = commit.Tree;
        foreach (string part in inside.Split('/'))
        {
            found = folder?.FirstOrDefault(e => e.Name.Equals(part, StringComparison.OrdinalIgnoreCase));
            folder = found?.Target as Tree;
        }

        return found;
    }

    internal static byte[] ContentOf(Blob blob)
    {
        using Stream stream = blob.GetContentStream();
        var content = new MemoryStream((int)Math.Min(blob.Size, int.MaxValue));
        stream.CopyTo(content);
        return content.ToArray();
    }
}
