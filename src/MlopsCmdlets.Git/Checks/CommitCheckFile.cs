namespace MlopsCmdlets.Git.Checks;

/// <summary>A file that is to be committed.</summary>
public sealed class CommitCheckFile
{
    private readonly Func<CancellationToken, Task<byte[]>> _read;

    /// <summary>A file with its content.</summary>
    public CommitCheckFile(string path, byte[] content)
        : this(path, content.Length, _ => Task.FromResult(content))
    {
    }

    /// <summary>A file whose content is read when a check needs it.</summary>
    /// <param name="path">Its place in the repository, with slashes.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="read">Reads the content.</param>
    public CommitCheckFile(string path, long size, Func<CancellationToken, Task<byte[]>> read)
    {
        Path = path.Replace('\\', '/');
        Size = size;
        _read = read;
    }

    /// <summary>Its place in the repository, with slashes.</summary>
    public string Path { get; }

    /// <summary>Its size in bytes.</summary>
    public long Size { get; }

    /// <summary>Whether <c>.gitattributes</c> gives it to Git LFS: only a pointer is committed, whatever its size.</summary>
    public bool IsLfsTracked { get; init; }

    internal Task<byte[]> ReadAsync(CancellationToken cancellationToken) => _read(cancellationToken);
}
