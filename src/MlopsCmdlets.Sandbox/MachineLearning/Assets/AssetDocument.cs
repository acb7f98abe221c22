using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Assets;

/// <summary>How WML shows an asset: <c>metadata.id</c> and so on, where CAMS says <c>asset_id</c>.</summary>
internal static class AssetDocument
{
    /// <param name="asset">The asset, or its state at a revision.</param>
    /// <param name="container">Where it is.</param>
    /// <param name="revision">The revision that <paramref name="asset"/> is the state of.</param>
    /// <param name="metadataOnly">Leave the entity out, as lists of revisions do.</param>
    public static JsonObject Of(Asset asset, Container container, AssetRevision? revision = null, bool metadataOnly = false)
    {
        var metadata = new JsonObject
        {
            ["created_at"] = asset.CreatedAt.ToMilliseconds(),
            ["description"] = asset.Description,
            ["id"] = asset.Id,
            ["modified_at"] = asset.UpdatedAt.ToMilliseconds(),
            ["name"] = asset.Name,
            ["owner"] = asset.OwnerId,
            ["resource_key"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asset.Id)))[..32],
            [container.ScopeName] = container.Id,
        };
        if (asset.Tags.Length > 0) metadata["tags"] = asset.Tags.ToJsonArray();
        if (revision is not null)
        {
            metadata["rev"] = revision.Number.ToString(CultureInfo.InvariantCulture);
            metadata["commit_info"] = new JsonObject { ["committed_at"] = revision.CommittedAt.ToMilliseconds(), ["commit_message"] = revision.Message };
        }

        var document = new JsonObject { ["metadata"] = metadata };
        if (metadataOnly) return document;

        var entity = asset.Entity.Object(asset.Type)?.Copy() ?? [];
        if (asset.Type == AssetFamily.Models.AssetType && entity["hybrid_pipeline_software_specs"] is null) entity["hybrid_pipeline_software_specs"] = new JsonArray();
        document["entity"] = entity;
        document["system"] = new JsonObject { ["warnings"] = new JsonArray() };
        return document;
    }
}
