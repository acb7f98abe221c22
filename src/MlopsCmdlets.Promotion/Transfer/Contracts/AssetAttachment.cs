namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Content that belongs to an asset.</summary>
/// <param name="Id">Id of the attachment.</param>
public sealed record AssetAttachment(string Id)
{
    /// <summary>Name, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Media type, or null.</summary>
    public string? MimeType { get; init; }

    /// <summary>Bytes; null when the server does not say.</summary>
    public long? Size { get; init; }

    /// <summary>True when the bytes lie behind a connection: there is nothing to read or to copy.</summary>
    public bool IsRemote { get; init; }

    /// <summary>True for one that was announced, but whose bytes never came: left by an upload that broke off. It counts as not there.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Connection that leads to remote bytes.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>Path behind that connection.</summary>
    public string? ConnectionPath { get; init; }

    /// <summary>Where the bytes lie inside a bundle, below <c>assets/</c>.</summary>
    internal string? ObjectKey { get; init; }
}
