namespace MlopsCmdlets.Sandbox.State;

/// <summary>Bytes that never change once written; in a file, so that memory stays flat.</summary>
internal sealed record Content(string Path, long Size, string ETag)
{
    public Stream OpenRead() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public Task<byte[]> ReadAllAsync(CancellationToken cancellationToken) => File.ReadAllBytesAsync(Path, cancellationToken);
}
