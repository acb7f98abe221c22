using System.Text.Json.Nodes;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>Bytes that belong to an asset: a file of the container's storage, or a place in a data source.</summary>
internal sealed record Attachment
{
    public string Id { get; init; } = Ids.New();

    public required string AssetType { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string? Mime { get; init; }

    /// <summary>Path of the bytes in the container's <see cref="FileTree"/>; null for a remote attachment.</summary>
    public string? ObjectKey { get; init; }

    /// <summary>The bytes lie in the data source of this connection.</summary>
    public string? ConnectionId { get; init; }

    public string? ConnectionPath { get; init; }

    /// <summary>The object key was given by the caller, who also keeps the file.</summary>
    public bool IsReferenced { get; init; }

    public bool TransferComplete { get; init; }

    public long Size { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string CreatorId { get; init; } = "";

    public JsonObject UserData { get; init; } = [];

    public bool IsRemote => ConnectionId is not null || ConnectionPath is not null;
}
