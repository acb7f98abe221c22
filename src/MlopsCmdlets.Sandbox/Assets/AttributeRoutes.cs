using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets;

/// <summary>The attributes of an asset, one of which is named like its type (reference §5.2).</summary>
internal sealed class AttributeRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        routes.Get("/v2/assets/{id}/attributes", List);
        routes.Post("/v2/assets/{id}/attributes", CreateAsync);
        routes.Get("/v2/assets/{id}/attributes/{key}", call =>
        {
            var (container, asset, key) = Find(call, ContainerRole.Viewer);
            return Reply.Json(AssetDocument.Entity(call, container, asset)[key]!.DeepClone());
        });
        routes.Patch("/v2/assets/{id}/attributes/{key}", PatchAsync);
        routes.Delete("/v2/assets/{id}/attributes/{key}", Delete);
    }

    private static (Container Container, Asset Asset, string Key) Find(ApiCall call, ContainerRole role)
    {
        var container = call.Container(role);
        var asset = call.World.Assets.Require(container, call.Route("id"));
        var key = call.Route("key");
        if (asset.Entity[key] is not JsonObject) throw ApiException.NotFound($"ASSTT3001E: The asset '{asset.Id}' has no attribute '{key}'.", "does_not_exist");
        return (container, asset, key);
    }

    private static IResult List(ApiCall call)
    {
        var container = call.Container(ContainerRole.Viewer);
        var asset = call.World.Assets.Require(container, call.Route("id"));
        var attributes = AssetDocument.Entity(call, container, asset)
            .Select(pair => (JsonNode)new JsonObject { ["name"] = pair.Key, ["entity"] = pair.Value?.DeepClone() })
            .ToJsonArray();
        return Reply.Json(new JsonObject { ["total_rows"] = attributes.Count, ["resources"] = attributes });
    }

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        var asset = call.World.Assets.Require(container, call.Route("id"));
        var body = await call.BodyObjectAsync();
        var key = body.Text("name") ?? throw ApiException.BadRequest("name is required.", "missing_field", "name");
        var value = body.Object("entity") ?? throw ApiException.BadRequest("entity is required.", "missing_field", "entity");
        call.World.AssetTypes.Require(container, key);
        call.World.Assets.Update(asset, call.Caller.Uid, current =>
        {
            if (current.Entity.ContainsKey(key)) throw ApiException.Conflict($"The asset already has the attribute '{key}'.", "already_exists");
            var entity = current.Entity.Copy();
            entity[key] = value.Copy();
            return current with { Entity = entity };
        });
        return Reply.Created(new JsonObject { ["asset_id"] = asset.Id, ["name"] = key, ["entity"] = value.Copy() });
    }

    private static async Task<IResult> PatchAsync(ApiCall call)
    {
        var (_, asset, key) = Find(call, ContainerRole.Editor);
        var operations = await call.BodyPatchAsync();
        var changed = call.World.Assets.Update(asset, call.Caller.Uid, current =>
        {
            var entity = current.Entity.Copy();
            entity[key] = JsonPatch.Apply(entity.Object(key) ?? [], operations);
            return current with { Entity = entity };
        });
        return Reply.Json(changed.Entity[key]!.DeepClone());
    }

    private static IResult Delete(ApiCall call)
    {
        var (_, asset, key) = Find(call, ContainerRole.Editor);
        if (key == asset.Type) throw ApiException.BadRequest($"The attribute '{key}' is the asset's own and cannot be deleted.", "unable_to_perform");
        call.World.Assets.Update(asset, call.Caller.Uid, current =>
        {
            var entity = current.Entity.Copy();
            entity.Remove(key);
            return current with { Entity = entity };
        });
        return Reply.Empty();
    }
}
