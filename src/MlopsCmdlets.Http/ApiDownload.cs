namespace MlopsCmdlets.Http;

/// <summary>A reply whose body is read as a stream.</summary>
public sealed class ApiDownload(Stream content, long? length, string contentType, int status, string? fileName) : IDisposable
{
    /// <summary>The body; reading fails with an exception of this library when it stalls or ends early.</summary>
    public Stream Content { get; } = content;

    /// <summary>Content-Length, if the server gave it.</summary>
    public long? Length { get; } = length;

    public string ContentType { get; } = contentType;

    /// <summary>200, or 206 where a range was asked for and given.</summary>
    public int Status { get; } = status;

    /// <summary>The server's suggestion; never use it as a path.</summary>
    public string? FileName { get; } = fileName;

    /// <summary>First byte of what was sent, from Content-Range; 0 for a whole body. Check it before appending to a file.</summary>
    public long Offset { get; init; }

    /// <summary>ETag, to be sent back in If-Range when the download is resumed.</summary>
    public string? EntityTag { get; init; }

    public void Dispose() => Content.Dispose();
}
