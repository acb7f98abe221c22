using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets;

/// <summary><c>/v2/assets</c> and <c>/v2/data_assets</c>: create, read, change, delete, trash (reference §5.2).</summary>
internal sealed class AssetRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        foreach (var family in (string[])["/v2/assets", "/v2/data_assets"])
        {
            var defaultType = family == "/v2/data_assets" ? "data_asset" : null;
            routes.Post(family, call => CreateAsync(call, defaultType));
            routes.Get(family + "/{id}", Get);
            routes.Patch(family + "/{id}", PatchAsync);
            routes.Delete(family + "/{id}", Delete);
        }

        routes.Get("/v2/trashed_assets", Trash);
        routes.Get("/v2/trashed_assets/{id}", call =>
        {
            var (container, asset) = RequireTrashed(call, ContainerRole.Viewer);
            return Reply.Json(AssetDocument.Of(call, container, asset));
        });
        routes.Post("/v2/trashed_assets/{id}/restore", Restore);
        routes.Delete("/v2/trashed_assets/{id}", Purge);
    }

    /// <summary>The asset as one of its revisions had it.</summary>
    public static Asset AtRevision(Asset asset, string revision)
    {
        if (asset.Revisions.IsEmpty) throw ApiException.NotFound($"The asset '{asset.Id}' has no revision.", "does_not_exist");
        if (revision == "latest") return Show(asset.Revisions[^1]);
        return int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= asset.Revisions.Length
            ? Show(asset.Revisions[number - 1])
            : throw ApiException.NotFound($"The asset '{asset.Id}' has no revision '{revision}'.", "does_not_exist");
    }

    /// <summary>A revision as an asset, with the fields that tell which one it is.</summary>
    public static Asset Show(AssetRevision revision)
    {
        var extra = revision.Snapshot.ExtraMetadata.Copy();
        extra["revision_id"] = revision.Number;
        extra["commit_info"] = new JsonObject
        {
            ["commit_message"] = revision.Message,
            ["committed_at"] = revision.CommittedAt.ToSeconds(),
            ["committer_id"] = revision.CommitterId,
        };
        return revision.Snapshot with { ExtraMetadata = extra };
    }

    private static async Task<IResult> CreateAsync(ApiCall call, string? defaultType)
    {
        var container = call.Container(ContainerRole.Editor);
        var body = await call.BodyObjectAsync();
        var name = body.Text("metadata", "name") is { Length: > 0 } text ? text : throw ApiException.BadRequest("metadata.name is required.", "missing_field", "metadata.name");
        var type = body.Text("metadata", "asset_type") ?? defaultType ?? throw ApiException.BadRequest("metadata.asset_type is required.", "missing_field", "metadata.asset_type");
        call.World.AssetTypes.Require(container, type);
        if (type == "asset") throw ApiException.BadRequest("An asset needs a type of its own.", "invalid_field", "metadata.asset_type");

        var duplicate = Duplicate(call, container, type, name);
        if (duplicate is not null) return Reply.Json(WithIds(call, container, duplicate), 200);

        var asset = new Asset
        {
            ContainerId = container.Id,
            Type = type,
            Name = name,
            Description = body.Text("metadata", "description") ?? "",
            Tags = [.. body.Strings("metadata", "tags")],
            OriginCountry = body.Text("metadata", "origin_country") ?? "us",
            Category = body.Text("metadata", "asset_category") ?? "USER",
            RovMode = (int)(body.Whole("metadata", "rov", "mode") ?? 0),
            Entity = body.Object("entity")?.Copy() ?? new JsonObject { [type] = new JsonObject() },
            CreatedAt = call.World.Now,
            UpdatedAt = call.World.Now,
            OwnerId = call.Caller.Uid,
            UpdaterId = call.Caller.Uid,
        };
        asset = asset with { Attachments = [.. body.Array("attachments")?.Select(item => AttachmentRoutes.Read(call, container, asset, item)) ?? []] };
        return Reply.Created(WithIds(call, container, call.World.Assets.Add(asset)));
    }

    /// <summary>What <c>duplicate_action</c> makes of an asset of the same type and name; null means that a second one is made, as is the default.</summary>
    private static Asset? Duplicate(ApiCall call, Container container, string type, string name)
    {
        var action = call.Query("duplicate_action")?.ToUpperInvariant();
        if (action is null or "IGNORE") return null;
        var same = call.World.Assets.In(container, type).FirstOrDefault(a => a.Name == name);
        return action switch
        {
            _ when same is null => null,
            "REJECT" => throw ApiException.Conflict($"An asset named '{name}' already exists.", "already_exists"),
            "UPDATE" or "REPLACE" => same,
            _ => throw ApiException.BadParameter("duplicate_action", "Parameter 'duplicate_action' must be IGNORE, REJECT, UPDATE or REPLACE."),
        };
    }

    private static JsonObject WithIds(ApiCall call, Container container, Asset asset)
    {
        var document = AssetDocument.Of(call, container, asset);
        document["asset_id"] = asset.Id;
        return document;
    }

    private static IResult Get(ApiCall call)
    {
        var container = call.Container(ContainerRole.Viewer);
        var asset = call.World.Assets.Require(container, call.Route("id"));
        if (call.Query("revision_id") is { } revision) asset = AtRevision(asset, revision);
        return Reply.Json(AssetDocument.Of(call, container, asset));
    }

    private static async Task<IResult> PatchAsync(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        var asset = call.World.Assets.Require(container, call.Route("id"));
        var operations = await call.BodyPatchAsync();
        var changed = call.World.Assets.Update(asset, call.Caller.Uid, current =>
        {
            var document = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["name"] = current.Name,
                    ["description"] = current.Description,
                    ["tags"] = current.Tags.ToJsonArray(),
                    ["rov"] = new JsonObject { ["mode"] = current.RovMode },
                },
            };
            var patched = JsonPatch.Apply(document, operations, IsPatchable);
            return current with
            {
                Name = patched.Text("metadata", "name") is { Length: > 0 } name ? name : throw ApiException.BadRequest("metadata.name must be a text that is not empty.", "invalid_field", "metadata.name"),
                Description = patched.Text("metadata", "description") ?? "",
                Tags = [.. patched.Strings("metadata", "tags")],
                RovMode = (int)(patched.Whole("metadata", "rov", "mode") ?? 0),
            };
        });
        return Reply.Json(AssetDocument.Of(call, container, changed));
    }

    private static bool IsPatchable(string path) =>
        path is "/metadata/name" or "/metadata/description" or "/metadata/tags" or "/metadata/rov/mode" || path.StartsWith("/metadata/tags/", StringComparison.Ordinal);

    private static IResult Delete(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        call.World.Assets.Delete(container, call.World.Assets.Require(container, call.Route("id")), call.Caller.Uid, call.QueryFlag("purge_on_delete"));
        return Reply.Empty();
    }

    private static (Container Container, Asset Asset) RequireTrashed(ApiCall call, ContainerRole role)
    {
        var container = call.Container(role);
        var asset = call.World.Assets.TrashOf(container).FirstOrDefault(a => a.Id == call.Route("id"))
            ?? throw ApiException.NotFound($"The asset '{call.Route("id")}' is not in the trash.", "does_not_exist");
        return (container, asset);
    }

    private static IResult Trash(ApiCall call)
    {
        var container = call.Container(ContainerRole.Viewer);
        return Reply.Json(Paging.List(call, call.World.Assets.TrashOf(container), a => a.Sequence, a => AssetDocument.Of(call, container, a)));
    }

    private static IResult Restore(ApiCall call)
    {
        var (container, asset) = RequireTrashed(call, ContainerRole.Editor);
        return Reply.Json(AssetDocument.Of(call, container, call.World.Assets.Update(asset, call.Caller.Uid, a => a with { TrashedAt = null })));
    }

    private static IResult Purge(ApiCall call)
    {
        var (container, asset) = RequireTrashed(call, ContainerRole.Editor);
        call.World.Assets.Delete(container, asset, call.Caller.Uid, purge: true);
        return Reply.Empty();
    }
}
