using System.Diagnostics.CodeAnalysis;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>The files of one container, by path. Attachments of assets are files too: their object key is the path.</summary>
internal sealed class FileTree
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StoredFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    public bool TryGet(string path, [NotNullWhen(true)] out StoredFile? file)
    {
        lock (_gate) return _files.TryGetValue(path, out file);
    }

    public void Put(StoredFile file)
    {
        lock (_gate) _files[file.Path] = file;
    }

    /// <summary>False when there is such a file already.</summary>
    public bool TryAdd(StoredFile file)
    {
        lock (_gate) return _files.TryAdd(file.Path, file);
    }

    public bool Remove(string path)
    {
        lock (_gate) return _files.Remove(path) | _folders.Remove(path);
    }

    public void AddFolder(string path)
    {
        lock (_gate) _folders.Add(path);
    }

    public bool FolderExists(string path)
    {
        lock (_gate) return path.Length == 0 || _folders.Contains(path) || _files.Keys.Any(key => key.StartsWith(path + "/", StringComparison.Ordinal));
    }

    /// <summary>All files, by path.</summary>
    public IReadOnlyList<StoredFile> All()
    {
        lock (_gate) return [.. _files.Values];
    }

    /// <summary>Folders that were made by themselves, by path.</summary>
    public IReadOnlyList<string> Folders()
    {
        lock (_gate) return [.. _folders.Order(StringComparer.Ordinal)];
    }
}
