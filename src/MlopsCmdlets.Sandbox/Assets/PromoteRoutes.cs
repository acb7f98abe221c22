using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets;

/// <summary>From project to space by the API and by the user interface's own path, and cloning (reference §5.4).</summary>
internal sealed class PromoteRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        routes.Post("/v2/assets/{id}/promote", PromoteAsync);
        routes.Post("/projects/api/rest/catalogs/assets/{id}/promote", PromoteByInterfaceAsync);
        routes.Post("/v2/assets/{id}/clone", CloneAsync);
    }

    private static async Task<IResult> PromoteAsync(ApiCall call)
    {
        var source = call.Container(ContainerRole.Viewer);
        if (source.Kind != ContainerKind.Project) throw ApiException.BadRequest("Only assets of a project can be promoted; give project_id.", "unable_to_perform");
        var body = await call.BodyObjectAsync();
        if (body.Whole("mode") is not (null or 0 or 8 or 16)) throw ApiException.BadRequest("mode must be 0, 8 or 16.", "invalid_field", "mode");
        var spaceId = body.Text("space_id") ?? throw ApiException.BadRequest("space_id is required.", "missing_field", "space_id");
        var promoted = Promote(call, source, call.Route("id"), call.Query("revision_id"), spaceId, body.Object("metadata"), out var target);
        return Reply.Json(AssetDocument.Of(call, target, promoted));
    }

    private static async Task<IResult> PromoteByInterfaceAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        var projectId = body.Text("projectId") ?? throw ApiException.BadRequest("projectId is required.", "missing_field", "projectId");
        var spaceId = body.Text("spaceId") ?? throw ApiException.BadRequest("spaceId is required.", "missing_field", "spaceId");
        var source = call.World.Containers.Require("project_id", projectId, call.Caller, ContainerRole.Viewer);
        var metadata = body.Text("assetDescription") is { } description ? new JsonObject { ["description"] = description } : null;
        var revision = body.Text("revisionId") ?? (body.Whole("revisionId") is { } number ? AssetDocument.Number((int)number) : null);
        var promoted = Promote(call, source, call.Route("id"), revision, spaceId, metadata, out var target);
        return Reply.Json(new JsonObject
        {
            ["promotedAsset"] = new JsonObject { ["asset_id"] = promoted.Id, ["metadata"] = AssetDocument.Metadata(target, promoted) },
        });
    }

    private static Asset Promote(ApiCall call, Container source, string id, string? revision, string spaceId, JsonObject? metadata, out Container target)
    {
        var asset = call.World.Assets.Require(source, id);
        if (source.Entity.Text("storage", "type") == "local_git_storage")
            throw ApiException.BadRequest("Assets of a project with Git integration cannot be promoted to a space.", "unable_to_perform");
        if (asset.Type is "job" or "job_run") throw ApiException.BadRequest($"Assets of type {asset.Type} cannot be promoted.", "unable_to_perform");
        target = call.World.Containers.Require("space_id", spaceId, call.Caller, ContainerRole.Editor);
        if (revision is not null) asset = AssetRoutes.AtRevision(asset, revision);
        return AssetCopy.To(call, source, asset, target, "promote", metadata);
    }

    private static async Task<IResult> CloneAsync(ApiCall call)
    {
        var source = call.Container(ContainerRole.Viewer);
        var asset = call.World.Assets.Require(source, call.Route("id"));
        var body = await call.BodyObjectAsync();
        var target = call.Container(body, ContainerRole.Editor);
        var copy = AssetCopy.To(call, source, asset, target, "clone", body.Object("metadata"));
        var document = AssetDocument.Of(call, target, copy);
        document["asset_id"] = copy.Id;
        return Reply.Created(document);
    }
}
