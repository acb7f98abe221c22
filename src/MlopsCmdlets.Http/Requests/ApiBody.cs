namespace MlopsCmdlets.Http.Requests;

/// <summary>A request body. Bodies can be opened more than once, since a retry sends them again.</summary>
public abstract record ApiBody
{
    private protected ApiBody()
    {
    }

    /// <summary>UTF-8 bytes with a content type, held in memory: JSON and forms.</summary>
    public sealed record Bytes(ReadOnlyMemory<byte> Content, string ContentType) : ApiBody;

    /// <summary>A stream sent as the whole body. <paramref name="Open"/> is called once per attempt.</summary>
    /// <param name="Open">Opens the content at its beginning.</param>
    /// <param name="Length">Bytes, if known; else the body is sent in chunks.</param>
    /// <param name="ContentType">The media type.</param>
    public sealed record Raw(Func<Stream> Open, long? Length, string ContentType) : ApiBody;

    /// <summary>multipart/form-data with one file part and optional text fields.</summary>
    public sealed record Multipart(string PartName, string FileName, Func<Stream> Open, string ContentType) : ApiBody
    {
        public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];
    }
}
