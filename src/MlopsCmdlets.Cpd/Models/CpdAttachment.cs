namespace MlopsCmdlets.Cpd.Models;

/// <summary>A file of an asset.</summary>
/// <param name="Id">Attachment id.</param>
/// <param name="Name">File name as the server keeps it; never use it as a path.</param>
/// <param name="MediaType">For example <c>text/csv</c>.</param>
/// <param name="Size">Bytes, if known.</param>
/// <param name="IsRemote">The bytes are in another system and only reachable through a connection.</param>
/// <param name="ConnectionId">The connection of a remote attachment.</param>
public sealed record CpdAttachment(string Id, string? Name, string? MediaType, long? Size, bool IsRemote, string? ConnectionId)
{
    /// <summary>Where the bytes of a remote attachment are, in the terms of its data source: <c>/schema/table</c> or <c>/bucket/file.csv</c>.</summary>
    public string? ConnectionPath { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? Id;
}
