using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Chooses changes by files and folders that a user named.</summary>
internal sealed class PathSelection
{
    private readonly Repository _repository;
    private readonly string _folder;
    private readonly StringComparison _comparison;

    /// <param name="repository">The repository.</param>
    /// <param name="path">A full path inside it, in the user's spelling, which may lead through links.</param>
    public PathSelection(Repository repository, string path)
    {
        _repository = repository;
        _folder = LocalRepository.FolderOf(path).TrimEnd(Path.DirectorySeparatorChar);
        _comparison = RepositoryConfiguration.IgnoresCase(repository) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    }

    /// <exception cref="FileNotFoundException">A path is nowhere.</exception>
    /// <exception cref="IgnoredPathException">A path is ignored.</exception>
    public IReadOnlyList<GitChange> Choose(IReadOnlyList<GitChange> changes, IReadOnlyList<string> paths)
    {
        var chosen = new HashSet<GitChange>();
        foreach (string path in paths)
        {
            string inside = Inside(path);
            List<GitChange> met = [.. changes.Where(c => IsIn(c.Path, inside))];
            // Letters with accents have two forms; a disk may keep another one than the keyboard makes.
            if (met.Count == 0 && _repository.Index[inside] is null)
                met = [.. changes.Where(c => IsIn(c.Path.Normalize(), inside.Normalize()))];
            if (met.Count == 0)
                Explain(path, inside);
            chosen.UnionWith(met);
        }

        return [.. changes.Where(chosen.Contains)];
    }

    private bool IsIn(string path, string inside) => inside.Length == 0 || path.Equals(inside, _comparison) || path.StartsWith(inside + "/", _comparison);

    private string Inside(string path)
    {
        string full = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar);
        if (full.Equals(_folder, _comparison))
            return "";
        string start = _folder + Path.DirectorySeparatorChar;
        return full.StartsWith(start, _comparison)
            ? full.Substring(start.Length).Replace(Path.DirectorySeparatorChar, '/')
            : throw new ArgumentException($"'{path}' is not in the repository '{_folder}'.");
    }

    /// <summary>That a file has no changes is no error; that it cannot have any is one.</summary>
    private void Explain(string path, string inside)
    {
        if (!File.Exists(path) && !Directory.Exists(path) && _repository.Index[inside] is null && _repository.Head.Tip?[inside] is null)
            throw new FileNotFoundException($"'{path}' is neither in the work tree nor in the last commit.", path);
        if (_repository.Index[inside] is null && inside.Length > 0 && _repository.Ignore.IsPathIgnored(inside))
            throw new IgnoredPathException(inside);
    }
}
