using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets;

/// <summary><c>/v2/asset_types</c> (reference §5.2).</summary>
internal sealed class AssetTypeRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        routes.Get("/v2/asset_types", call =>
        {
            var types = call.World.AssetTypes.Of(call.Container(ContainerRole.Viewer));
            return Reply.Json(new JsonObject { ["total_results"] = types.Count, ["resources"] = new JsonArray([.. types]) });
        });
        routes.Get("/v2/asset_types/{type}", call => Reply.Json(call.World.AssetTypes.Get(call.Container(ContainerRole.Viewer), call.Route("type"))));
        routes.Post("/v2/asset_types", async call =>
        {
            var container = call.Container(ContainerRole.Editor);
            var body = await call.BodyObjectAsync();
            var name = body.Text("name") is { Length: > 0 } text ? text : throw ApiException.BadRequest("name is required.", "missing_field", "name");
            return Reply.Created(call.World.AssetTypes.Put(container, name, body, mustBeNew: true));
        });
        routes.Put("/v2/asset_types/{type}", async call =>
        {
            var container = call.Container(ContainerRole.Editor);
            var name = call.Route("type");
            call.World.AssetTypes.Require(container, name);
            return Reply.Json(call.World.AssetTypes.Put(container, name, await call.BodyObjectAsync(), mustBeNew: false));
        });
        routes.Delete("/v2/asset_types/{type}", call =>
        {
            call.World.AssetTypes.Remove(call.Container(ContainerRole.Editor), call.Route("type"));
            return Reply.Empty();
        });
    }
}
