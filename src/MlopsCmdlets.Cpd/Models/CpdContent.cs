namespace MlopsCmdlets.Cpd.Models;

/// <summary>Bytes to upload. <see cref="Open"/> is called once per attempt and gives the content from its beginning.</summary>
public sealed record CpdContent(Func<Stream> Open, long? Length, string FileName, string MediaType)
{
    public static CpdContent FromFile(string path, string? mediaType = null, string? fileName = null) => new(
        () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 81920, FileOptions.Asynchronous | FileOptions.SequentialScan),
        new FileInfo(path).Length,
        fileName ?? Path.GetFileName(path),
        mediaType ?? "application/octet-stream");

    public static CpdContent FromBytes(byte[] content, string fileName, string mediaType = "application/octet-stream") =>
        new(() => new MemoryStream(content, writable: false), content.Length, fileName, mediaType);
}
