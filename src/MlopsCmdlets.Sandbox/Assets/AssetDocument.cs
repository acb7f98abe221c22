using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets;

/// <summary>How CAMS writes assets and attachments (reference §5.1 to 5.3).</summary>
internal static class AssetDocument
{
    /// <summary>The data source that stands for the container's own storage.</summary>
    public const string LocalDatasourceType = "81bafdbd-b7c6-45c5-a4fd-6ec135f66f4e";

    private static readonly ImmutableArray<string> SecretParts = ["password", "secret", "api_key", "apikey", "token", "private_key", "passphrase", "account_key"];

    /// <summary>What <c>GET /v2/assets/{id}</c> answers.</summary>
    public static JsonObject Of(ApiCall call, Container container, Asset asset)
    {
        var document = new JsonObject
        {
            ["metadata"] = Metadata(container, asset),
            ["entity"] = Entity(call, container, asset),
        };
        if (!asset.Attachments.IsEmpty) document["attachments"] = new JsonArray([.. asset.Attachments.Select(Of)]);
        document["href"] = Href(container, asset);
        return document;
    }

    /// <summary>One hit of a search.</summary>
    public static JsonObject Hit(ApiCall call, Container container, Asset asset, bool entity)
    {
        var document = new JsonObject { ["metadata"] = Metadata(container, asset), ["href"] = Href(container, asset) };
        if (entity) document["entity"] = Entity(call, container, asset);
        return document;
    }

    public static string Href(Container container, Asset asset) => $"/v2/assets/{asset.Id}?{container.ScopeQuery}";

    public static JsonObject Metadata(Container container, Asset asset)
    {
        var updated = asset.UpdatedAt == default ? asset.CreatedAt : asset.UpdatedAt;
        var updater = asset.UpdaterId.Length > 0 ? asset.UpdaterId : asset.OwnerId;
        var document = new JsonObject
        {
            ["rov"] = new JsonObject { ["mode"] = asset.RovMode, ["collaborator_ids"] = new JsonObject() },
            ["usage"] = new JsonObject
            {
                ["last_updated_at"] = updated.ToSeconds(),
                ["last_updater_id"] = updater,
                ["last_update_time"] = updated.ToUnixTimeMilliseconds(),
                ["last_accessed_at"] = updated.ToSeconds(),
                ["last_access_time"] = updated.ToUnixTimeMilliseconds(),
                ["last_accessor_id"] = updater,
                ["access_count"] = 0,
            },
            ["name"] = asset.Name,
            ["description"] = asset.Description,
            ["tags"] = asset.Tags.ToJsonArray(),
            ["asset_type"] = asset.Type,
            ["origin_country"] = asset.OriginCountry,
            ["rating"] = 0.0,
            ["total_ratings"] = 0,
            ["catalog_id"] = container.CatalogId,
        };
        if (container.Kind == ContainerKind.Space)
        {
            document["space_id"] = container.Id;
        }
        else
        {
            document["project_id"] = container.Id;
            document["sandbox_id"] = container.Id;
        }

        document["created"] = asset.CreatedAt.ToUnixTimeMilliseconds();
        document["created_at"] = asset.CreatedAt.ToSeconds();
        document["owner_id"] = asset.OwnerId;
        document["size"] = asset.Size;
        document["version"] = (double)asset.Version;
        document["asset_state"] = asset.TrashedAt is null ? "available" : "deleted";
        document["asset_attributes"] = asset.Entity.Select(pair => pair.Key).ToJsonArray();
        document["asset_id"] = asset.Id;
        document["asset_category"] = asset.Category;
        if (asset.SourceAsset is { } source) document["source_asset"] = source.Copy();
        if (asset.TrashedAt is { } trashed) document["trashed_at"] = trashed.ToSeconds();
        foreach (var (key, value) in asset.ExtraMetadata) document.TryAdd(key, value?.DeepClone());
        return document;
    }

    public static JsonObject Of(Attachment attachment)
    {
        var document = new JsonObject
        {
            ["id"] = attachment.Id,
            ["version"] = 2,
            ["asset_type"] = attachment.AssetType,
            ["name"] = attachment.Name,
        };
        if (attachment.Description is { } description) document["description"] = description;
        if (attachment.Mime is { } mime) document["mime"] = mime;
        if (attachment.ConnectionId is { } connection) document["connection_id"] = connection;
        if (attachment.ConnectionPath is { } path) document["connection_path"] = path;
        if (!attachment.IsRemote) document["datasource_type"] = LocalDatasourceType;
        if (attachment.ObjectKey is { } key)
        {
            document["object_key"] = key;
            document["object_key_is_read_only"] = false;
            document["handle"] = new JsonObject { ["key"] = key, ["upload_id"] = attachment.TransferComplete ? "done" : "pending", ["max_part_num"] = 1 };
        }

        document["creator_id"] = attachment.CreatorId;
        document["create_time"] = attachment.CreatedAt.ToUnixTimeMilliseconds();
        document["size"] = attachment.Size;
        document["is_remote"] = attachment.IsRemote;
        document["is_managed"] = !attachment.IsRemote && !attachment.IsReferenced;
        document["is_referenced"] = attachment.IsReferenced;
        document["transfer_complete"] = attachment.TransferComplete;
        document["is_partitioned"] = false;
        document["user_data"] = attachment.UserData.Copy();
        return document;
    }

    /// <summary>Whether a property of a connection is a secret.</summary>
    public static bool IsSecret(string property) => SecretParts.Any(part => property.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Secrets of a shared connection are in clear text for editors; those of a personal one only for its owner.</summary>
    public static JsonObject Entity(ApiCall call, Container container, Asset asset)
    {
        var entity = asset.Entity.Copy();
        if (entity.Object("connection", "properties") is not { } properties) return entity;
        var personal = entity.Strings("connection", "flags").Contains("personal_credentials");
        var sees = personal ? call.Caller.Uid == asset.OwnerId : container.RoleOf(call.Caller) >= ContainerRole.Editor;
        if (sees) return entity;
        foreach (var secret in properties.Select(p => p.Key).Where(IsSecret).ToArray()) properties.Remove(secret);
        return entity;
    }

    /// <summary>A number as the field of an id, such as <c>revision_id</c>.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
