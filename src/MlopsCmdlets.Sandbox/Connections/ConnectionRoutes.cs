using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Assets;
using MlopsCmdlets.Sandbox.Faults;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Connections;

/// <summary><c>/v2/connections</c> (reference §5.6). A connection is a CAMS asset too, with the same id.</summary>
internal sealed class ConnectionRoutes : IRouteModule
{
    private static readonly ImmutableArray<string> BodyKeys =
    [
        "name", "description", "datasource_type", "origin_country", "properties", "interactive_properties", "flags", "owner_id", "ref_asset_id", "ref_catalog_id", "rov", "tags",
        "sub_type", "gateway_id", "asset_category", "data_source_definition_asset_id",
    ];

    public void Map(RouteTable routes, World world)
    {
        routes.Post("/v2/connections", CreateAsync);
        routes.Get("/v2/connections", List);
        routes.Get("/v2/connections/{id}", call =>
        {
            var (container, asset) = Find(call, ContainerRole.Viewer);
            return Reply.Json(Describe(call, container, asset));
        });
        routes.Patch("/v2/connections/{id}", PatchAsync);
        routes.Delete("/v2/connections/{id}", call =>
        {
            var (container, asset) = Find(call, ContainerRole.Editor);
            call.World.Assets.Delete(container, asset, call.Caller.Uid, purge: true);
            return Reply.Empty();
        });
    }

    private static (Container Container, Asset Asset) Find(ApiCall call, ContainerRole role)
    {
        var container = call.Container(role);
        return (container, call.World.Assets.Require(container, call.Route("id"), "connection"));
    }

    private static JsonObject Describe(ApiCall call, Container container, Asset asset)
    {
        var entity = AssetDocument.Entity(call, container, asset).Object("connection")?.Copy() ?? [];
        entity["name"] = asset.Name;
        entity["description"] = asset.Description;
        entity["origin_country"] = asset.OriginCountry;
        entity["owner_id"] = asset.OwnerId;
        var metadata = new JsonObject
        {
            ["asset_id"] = asset.Id,
            ["asset_type"] = "connection",
            ["asset_category"] = asset.Category,
            ["create_time"] = asset.CreatedAt.ToMilliseconds(),
            ["creator_id"] = asset.OwnerId,
            [container.ScopeName] = container.Id,
            ["usage"] = new JsonObject { ["last_accessed_at"] = asset.UpdatedAt.ToMilliseconds(), ["access_count"] = 0, ["last_updated_at"] = asset.UpdatedAt.ToMilliseconds() },
            ["tags"] = asset.Tags.ToJsonArray(),
        };
        return new JsonObject { ["metadata"] = metadata, ["entity"] = entity, ["href"] = $"/v2/connections/{asset.Id}?{container.ScopeQuery}" };
    }

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        var body = await call.BodyObjectAsync();
        if (call.Release.StrictBodies && body.FirstOrDefault(p => !BodyKeys.Contains(p.Key)) is { Key: { } unknown })
            throw ApiException.BadRequest($"CDICO2001E: The property '{unknown}' is not known.", "unknown_property", unknown);
        var name = body.Text("name") is { Length: > 0 } text ? text : throw ApiException.BadRequest("CDICO2002E: name is required.", "missing_field", "name");
        var connection = Read(body);
        TestIfAsked(call, connection);
        var asset = call.World.Assets.Add(new Asset
        {
            ContainerId = container.Id,
            Type = "connection",
            Name = name,
            Description = body.Text("description") ?? "",
            Tags = [.. body.Strings("tags")],
            OriginCountry = body.Text("origin_country") ?? "us",
            Category = body.Text("asset_category") ?? "USER",
            RovMode = (int)(body.Whole("rov", "mode") ?? 0),
            Entity = new JsonObject { ["connection"] = connection },
            CreatedAt = call.World.Now,
            UpdatedAt = call.World.Now,
            OwnerId = call.Caller.Uid,
            UpdaterId = call.Caller.Uid,
        });
        return Reply.Created(Describe(call, container, asset));
    }

    /// <summary>The attribute <c>connection</c> of the asset.</summary>
    private static JsonObject Read(JsonObject body)
    {
        var type = body.Text("datasource_type") ?? throw ApiException.BadRequest("CDICO2002E: datasource_type is required.", "missing_field", "datasource_type");
        return new JsonObject
        {
            ["datasource_type"] = DatasourceTypes.Find(type) ?? throw ApiException.BadRequest($"CDICO2003E: The data source type '{type}' does not exist.", "invalid_field", "datasource_type"),
            ["properties"] = body.Object("properties")?.Copy() ?? [],
            ["flags"] = body.Strings("flags").ToJsonArray(),
        };
    }

    /// <summary>
    /// Unless <c>test=false</c> the product tries the connection first. The sandbox reaches no data source: it takes hosts of the reserved domain <c>invalid</c> as unreachable, and the rest as good.
    /// </summary>
    private static void TestIfAsked(ApiCall call, JsonObject connection)
    {
        if (!call.QueryFlag("test", absent: true)) return;
        var host = connection.Text("properties", "host") ?? connection.Text("properties", "url");
        var rule = call.Injected(FaultKind.Fail);
        if (rule is not null || (host is not null && host.Split(':')[0].EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)))
            throw ApiException.BadRequest(rule?.Message ?? $"CDICO2015E: The connection test failed: the host '{host}' cannot be reached.", "connection_test_failed");
    }

    private static IResult List(ApiCall call)
    {
        var container = call.Container(ContainerRole.Viewer);
        var (name, type, flags, creator) = (call.Query("entity.name"), call.Query("entity.datasource_type"), call.Query("entity.flags"), call.Query("metadata.creator_id"));
        var typeId = type is null ? null : DatasourceTypes.Find(type) ?? type;
        var found = call.World.Assets.In(container, "connection")
            .Where(a => (name is null || a.Name == name)
                && (typeId is null || a.Entity.Text("connection", "datasource_type") == typeId)
                && (flags is null || a.Entity.Strings("connection", "flags").Contains(flags))
                && (creator is null || a.OwnerId == creator))
            .ToList();
        var sorted = call.Query("sort")?.Trim() switch
        {
            null => found,
            "+entity.name" or "entity.name" => [.. found.OrderBy(a => a.Name, StringComparer.Ordinal)],
            "-entity.name" => [.. found.OrderByDescending(a => a.Name, StringComparer.Ordinal)],
            var other => throw ApiException.BadParameter("sort", $"Connections cannot be sorted by '{other}'."),
        };

        // The paging token is the position here, for a sorted list does not follow the order of creation.
        var positions = sorted.Select((asset, i) => (Asset: asset, Position: (long)i)).ToList();
        return Reply.Json(Paging.List(call, positions, p => p.Position, p => Describe(call, container, p.Asset), alwaysCount: true));
    }

    private static async Task<IResult> PatchAsync(ApiCall call)
    {
        var (container, asset) = Find(call, ContainerRole.Editor);
        var operations = await call.BodyPatchAsync();
        var changed = call.World.Assets.Update(asset, call.Caller.Uid, current =>
        {
            var document = current.Entity.Object("connection")?.Copy() ?? [];
            document["name"] = current.Name;
            document["description"] = current.Description;
            document["tags"] = current.Tags.ToJsonArray();
            var patched = JsonPatch.Apply(document, operations);
            var connection = Read(patched);
            TestIfAsked(call, connection);
            return current with
            {
                Name = patched.Text("name") is { Length: > 0 } name ? name : throw ApiException.BadRequest("CDICO2002E: name is required.", "missing_field", "name"),
                Description = patched.Text("description") ?? "",
                Tags = [.. patched.Strings("tags")],
                Entity = new JsonObject { ["connection"] = connection },
            };
        });
        return Reply.Json(Describe(call, container, changed));
    }
}
