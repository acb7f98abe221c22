using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Connections;

/// <summary><c>/v2/datasource_types</c>: the same for the whole cluster (reference §5.6).</summary>
internal sealed class DatasourceTypes : IRouteModule
{
    private static readonly ImmutableArray<(string Id, string Name, string Label)> All =
    [
        ("8c1a4480-1c29-4b33-9086-9cb799d7b157", "db2", "IBM Db2"),
        ("cfdcb449-1204-44ba-baa6-9a8a878e6aa7", "db2warehouse", "IBM Db2 Warehouse"),
        ("048ed1bf-516c-46f0-ae90-fa3349d8bc1c", "postgresql", "PostgreSQL"),
        ("b2cc3dc2-aff7-4a80-8f80-5e8c5703e9d2", "mysql", "MySQL"),
        ("48695e73-6279-474a-b539-342625d3dfc2", "sqlserver", "Microsoft SQL Server"),
        ("971223d3-093e-4957-8af9-a83181ee9dd9", "oracle", "Oracle"),
        ("193a97c1-4475-4a19-b90c-295c4fdc6517", "bluemixcloudobjectstorage", "IBM Cloud Object Storage (infrastructure)"),
        ("bfdd0b3d-3a97-4a30-a1ff-3a6d4a0b8a11", "cloudobjectstorage", "IBM Cloud Object Storage"),
        ("a0b1d14a-4f3e-4a7a-92a4-5cf5bdd06cbc", "amazons3", "Amazon S3"),
        ("2fc1372f-b58c-4d45-b0c4-dfb32a1c78a5", "snowflake", "Snowflake"),
        ("0fd83fe5-8995-4e2e-a1be-679bb8813a6d", "hive", "Apache Hive"),
        ("05b7f0ea-6ae4-45e2-a455-cc280f110825", "azurefilestorage", "Microsoft Azure File Storage"),
    ];

    public void Map(RouteTable routes, World world)
    {
        routes.Get("/v2/datasource_types", List);
        routes.Get("/v2/datasource_types/{id}", call => Reply.Json(Describe(
            Find(call.Route("id")) is { } found ? All.First(t => t.Id == found) : throw ApiException.NotFound($"The data source type '{call.Route("id")}' does not exist."))));
    }

    /// <summary>The id for an id or a name; null when there is no such type.</summary>
    public static string? Find(string idOrName) => All.Where(t => t.Id == idOrName || t.Name == idOrName).Select(t => t.Id).FirstOrDefault();

    private static IResult List(ApiCall call)
    {
        if (call.Query("limit") is { } text && int.TryParse(text, CultureInfo.InvariantCulture, out var asked) && asked > 100 && call.Release.DatasourceTypeLimit)
            throw ApiException.BadRequest("CDICO2005E: The limit must be from 1 to 100.", "bad_paging_range");
        var limit = call.QueryNumber("limit", 100, 1, 10_000);
        var offset = call.QueryNumber("offset", 0, 0, int.MaxValue);
        var name = call.Release.DatasourceTypeNameFilterIgnored ? null : call.Query("entity.name");
        var found = All.Where(t => name is null || t.Name == name).ToList();
        return Reply.Json(new JsonObject
        {
            ["resources"] = found.Skip(offset).Take(limit).Select(t => (JsonNode)Describe(t)).ToJsonArray(),
            ["total_count"] = found.Count,
            ["limit"] = limit,
            ["offset"] = offset,
        });
    }

    private static JsonObject Describe((string Id, string Name, string Label) type) => new()
    {
        ["metadata"] = new JsonObject { ["asset_id"] = type.Id, ["asset_type"] = "datasource_type", ["href"] = $"/v2/datasource_types/{type.Id}" },
        ["entity"] = new JsonObject { ["name"] = type.Name, ["label"] = type.Label, ["type"] = "database", ["status"] = "active", ["allowed_as_source"] = true, ["allowed_as_target"] = true },
    };
}
