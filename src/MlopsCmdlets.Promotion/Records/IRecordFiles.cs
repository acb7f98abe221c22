namespace MlopsCmdlets.Promotion.Records;

/// <summary>
/// Small files that belong to a space and not to one asset. The server may overwrite in spite of a create-only request, ignore it silently, or
/// race: whoever needs to know reads back. Calls are thread safe.
/// </summary>
public interface IRecordFiles
{
    /// <summary>Paths of all files below a folder, in ordinal order; empty when there is no such folder.</summary>
    Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>The bytes of a file; null when there is none. A file of more than 16 MiB is an error.</summary>
    Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Asks for a new file that must not overwrite. Returns whatever the server did: an existing file, a refusal and a lost reply are all no error,
    /// because only reading back tells.
    /// </summary>
    Task PutNewAsync(string path, byte[] content, CancellationToken cancellationToken);

    /// <summary>Removes a file. It is no error when there is none.</summary>
    Task DeleteAsync(string path, CancellationToken cancellationToken);
}
