using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>An asset in the memory of a <see cref="FakeContainer"/>.</summary>
public sealed class FakeAsset
{
    public string Id { get; set; } = Guid.NewGuid().ToString();

    public string Name { get; set; } = "";

    public string Type { get; set; } = "data_asset";

    public string? Description { get; set; }

    public List<string> Tags { get; set; } = [];

    public string Creator { get; set; } = "me";

    public JsonObject Entity { get; set; } = [];

    /// <summary>Content, or null for none.</summary>
    public byte[]? Content { get; set; }

    /// <summary>Further attachments, by id.</summary>
    public Dictionary<string, byte[]> MoreContent { get; } = [];

    /// <summary>Ids of attachments whose upload never ended.</summary>
    public List<string> Incomplete { get; } = [];

    /// <summary>Paths behind the connection of further remote attachments.</summary>
    public List<string> MoreRemote { get; } = [];

    public string AttachmentId { get; set; } = Guid.NewGuid().ToString();

    /// <summary>A remote attachment's connection.</summary>
    public string? ConnectionId { get; set; }

    public string? ConnectionPath { get; set; }

    public long? StatedSize { get; set; }

    public AssetHeader Header => new(Id, Name, Type)
    {
        Description = Description,
        Tags = [.. Tags],
        Size = StatedSize ?? Content?.Length,
        CreatorId = Creator,
        Version = "1",
        UpdatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(Revision),
    };

    public int Revision { get; set; }

    public JsonObject ToJson()
    {
        var metadata = new JsonObject
        {
            ["asset_id"] = Id, ["name"] = Name, ["asset_type"] = Type, ["description"] = Description, ["owner_id"] = Creator, ["size"] = StatedSize ?? Content?.Length ?? 0,
            ["version"] = 1.0, ["created_at"] = "2026-01-01T00:00:00Z", ["usage"] = new JsonObject { ["last_updated_at"] = $"2026-01-01T00:00:{Revision % 60:00}Z", ["access_count"] = 3 },
            ["tags"] = new JsonArray([.. Tags.Select(tag => (JsonNode)tag)]),
        };
        var attachments = new JsonArray();
        if (Content is not null)
            attachments.Add(new JsonObject { ["id"] = AttachmentId, ["name"] = Name, ["mime"] = "text/plain", ["size"] = Content.Length, ["is_remote"] = false, ["object_key"] = $"{Type}/{Id}/{AttachmentId}" });
        foreach (var more in MoreContent)
            attachments.Add(new JsonObject { ["id"] = more.Key, ["name"] = Name, ["size"] = more.Value.Length, ["is_remote"] = false });
        if (ConnectionId is not null)
            attachments.Add(new JsonObject { ["id"] = AttachmentId, ["name"] = Name, ["size"] = 0, ["is_remote"] = true, ["connection_id"] = ConnectionId, ["connection_path"] = ConnectionPath });
        foreach (var path in MoreRemote)
            attachments.Add(new JsonObject { ["id"] = "remote" + path, ["name"] = Name, ["size"] = 0, ["is_remote"] = true, ["connection_id"] = ConnectionId, ["connection_path"] = path });
        foreach (var id in Incomplete)
            attachments.Add(new JsonObject { ["id"] = id, ["name"] = Name, ["size"] = 0, ["is_remote"] = false, ["transfer_complete"] = false });
        return new JsonObject { ["metadata"] = metadata, ["entity"] = Entity.DeepClone(), ["attachments"] = attachments };
    }

    public FakeAsset Clone() => new()
    {
        Id = Id, Name = Name, Type = Type, Description = Description, Tags = [.. Tags], Creator = Creator, Entity = (JsonObject)Entity.DeepClone(), Content = Content,
        AttachmentId = AttachmentId, ConnectionId = ConnectionId, ConnectionPath = ConnectionPath, StatedSize = StatedSize, Revision = Revision,
    };
}
