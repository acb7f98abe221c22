using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Errors;

/// <summary>A repository belongs to another user, whose configuration could run programs.</summary>
public sealed class UnsafeRepositoryException(string path, Exception? inner = null)
    : GitException($"The repository of '{path}' belongs to another user, and Git does not trust it. If you do: git config --global --add safe.directory '{FolderOf(path).Replace("'", "''")}'", inner)
{
    /// <summary>Git wants exactly the top folder of the work tree.</summary>
    private static string FolderOf(string path)
    {
        try
        {
            return LocalRepository.FolderOf(path);
        }
        catch (NotARepositoryException)
        {
            return path; // without a work tree it is the repository's own folder
        }
    }
}
