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
        string root = RootOf(path);
        string inside = path.Substring(root.TrimEnd(Path.DirectorySeparatorChar).Length + 1).Replace(Path.DirectorySeparatorChar, '/');
        byte[]? content = GitRepositoryReader.Guard(path, () =>
        {
            using var repository = new Repository(root);
            return CommitOf(repository, revision, root)[inside]?.Target is Blob blob ? ContentOf(blob) : null;
        });
        return content is not null && LfsPointer.Is(content) ? throw new LfsPointerException($"{inside} ({revision})") : content;
    }

    /// <summary>The nearest folder upwards with a .git in it: a folder, or a file in worktrees and submodules.</summary>
    private static string RootOf(string path)
    {
        for (string? folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string git = Path.Combine(folder, ".git");
            if (Directory.Exists(git) || File.Exists(git))
                return folder;
        }

        throw new NotARepositoryException(path);
    }

    internal static Commit CommitOf(Repository repository, string revision, string root)
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

    internal static byte[] ContentOf(Blob blob)
    {
        using Stream stream = blob.GetContentStream();
        var content = new MemoryStream((int)Math.Min(blob.Size, int.MaxValue));
        stream.CopyTo(content);
        return content.ToArray();
    }
}
