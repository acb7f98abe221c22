using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets;

/// <summary>Copies one asset with its bytes into another container, as promotion and cloning do. References in it are left as they are.</summary>
internal static class AssetCopy
{
    public static Asset To(ApiCall call, Container source, Asset asset, Container target, string action, JsonNode? metadata)
    {
        var id = Ids.New();
        List<Attachment> attachments = [];
        foreach (var attachment in asset.Attachments)
        {
            var attachmentId = Ids.New();
            var copy = attachment with { Id = attachmentId, IsReferenced = false, CreatedAt = call.World.Now, CreatorId = call.Caller.Uid };
            if (AssetStore.ContentOf(source, attachment) is { } content)
            {
                copy = copy with { ObjectKey = $"{target.CatalogId}/{id}/{attachmentId}" };
                target.Files.Put(new StoredFile(copy.ObjectKey, content, attachment.Mime ?? "application/octet-stream", call.World.Now));
            }

            attachments.Add(copy);
        }

        return call.World.Assets.Add(asset with
        {
            Id = id,
            ContainerId = target.Id,
            Name = metadata.Text("name") ?? asset.Name,
            Description = metadata.Text("description") ?? asset.Description,
            Tags = metadata.Array("tags") is null ? asset.Tags : [.. metadata.Strings("tags")],
            Entity = asset.Entity.Copy(),
            Attachments = [.. attachments],
            Revisions = [],
            Version = 1,
            CreatedAt = call.World.Now,
            UpdatedAt = call.World.Now,
            OwnerId = call.Caller.Uid,
            UpdaterId = call.Caller.Uid,
            ExtraMetadata = asset.ExtraMetadata.Copy(),
            SourceAsset = new JsonObject
            {
                ["action"] = action,
                ["source_asset_id"] = asset.Id,
                ["source_name"] = asset.Name,
                ["source_catalog_id"] = source.CatalogId,
                [$"source_{source.ScopeName}"] = source.Id,
                ["source_version"] = asset.Version,
            },
        });
    }
}
