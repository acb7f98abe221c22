using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets;

/// <summary>Revisions of assets (reference §5.2).</summary>
internal sealed class RevisionRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        routes.Post("/v2/assets/{id}/revisions", CreateAsync);
        routes.Get("/v2/assets/{id}/revisions", List);
    }

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        var asset = call.World.Assets.Require(container, call.Route("id"));
        var message = call.Http.Request.ContentLength is > 0 ? (await call.BodyObjectAsync()).Text("commit_message") : null;
        var committed = call.World.Assets.Commit(container, asset, message ?? "", call.Caller.Uid);
        var document = AssetDocument.Of(call, container, AssetRoutes.Show(committed.Revisions[^1]));
        document["asset_id"] = asset.Id;
        return Reply.Created(document);
    }

    /// <summary>Newest first; pages by the number of the last one seen.</summary>
    private static IResult List(ApiCall call)
    {
        var container = call.Container(ContainerRole.Viewer);
        var asset = call.World.Assets.Require(container, call.Route("id"));
        var limit = call.QueryNumber("limit", 25, 1, 200);
        var before = call.QueryNumber("start", int.MaxValue, 1, int.MaxValue);
        var rest = asset.Revisions.Reverse().Where(r => r.Number < before).Take(limit + 1).ToList();
        var answer = new JsonObject { ["total_rows"] = asset.Revisions.Length };
        if (rest.Count > limit)
        {
            rest.RemoveAt(limit);
            answer["next"] = new JsonObject { ["href"] = call.PagingLink($"/v2/assets/{asset.Id}/revisions?{container.ScopeQuery}&limit={limit}&start={rest[^1].Number}") };
        }

        answer["results"] = new JsonArray([.. rest.Select(r => AssetDocument.Hit(call, container, AssetRoutes.Show(r), entity: false))]);
        return Reply.Json(answer);
    }
}
