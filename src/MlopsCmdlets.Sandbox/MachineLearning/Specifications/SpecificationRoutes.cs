using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Specifications;

/// <summary>Software and hardware specifications and runtime definitions. Lists are whole; a container's own items show when the query names it.</summary>
internal sealed class SpecificationRoutes(SpecificationDirectory directory)
{
    /// <summary>The one runtime definition whose id is public.</summary>
    private const string RuntimeDefinitionId = "a1e0c491-2695-505d-9a9a-8a04ed215825";

    public void Map(RouteTable routes)
    {
        routes.Get("/v2/software_specifications", call => List(call, SpecificationDirectory.SoftwareType, directory.Software.Select(s => SpecificationDocument.Of(s, call.Release))));
        routes.Post("/v2/software_specifications", CreateSoftwareAsync);
        routes.Get("/v2/software_specifications/{id}", call =>
            directory.Software.FirstOrDefault(s => s.Id == call.Route("id")) is { } builtIn ? Reply.Json(SpecificationDocument.Of(builtIn, call.Release)) : GetOwn(call, SpecificationDirectory.SoftwareType));
        routes.Delete("/v2/software_specifications/{id}", call => DeleteOwn(call, SpecificationDirectory.SoftwareType));
        routes.Put("/v2/software_specifications/{id}/package_extensions/{extension}", call => Task.FromResult(LinkExtension(call, add: true)));
        routes.Delete("/v2/software_specifications/{id}/package_extensions/{extension}", call => LinkExtension(call, add: false));
        routes.Get("/ml/v4/list/software_specifications", ListStates);

        routes.Get("/v2/hardware_specifications", call => List(call, SpecificationDirectory.HardwareType, BuiltInSpecifications.Hardware.Select(SpecificationDocument.Of)));
        routes.Post("/v2/hardware_specifications", CreateHardwareAsync);
        routes.Get("/v2/hardware_specifications/{id}", call =>
            BuiltInSpecifications.Hardware.FirstOrDefault(h => h.Id == call.Route("id")) is { } builtIn ? Reply.Json(SpecificationDocument.Of(builtIn)) : GetOwn(call, SpecificationDirectory.HardwareType));
        routes.Delete("/v2/hardware_specifications/{id}", call => DeleteOwn(call, SpecificationDirectory.HardwareType));

        routes.Get("/v2/runtime_definitions", call => Reply.Json(Whole([.. Runtimes(call.Release)])));
        routes.Get("/v2/runtime_definitions/{id}", call =>
            Reply.Json(Runtimes(call.Release).FirstOrDefault(r => r.Text("metadata", "guid") == call.Route("id")) ?? throw ApiException.NotFound($"The runtime definition '{call.Route("id")}' does not exist.")));
    }

    /// <summary>Adds a specification or package extension to a container.</summary>
    public static Asset Add(ApiCall call, Container container, string type, JsonObject body, JsonObject entity) => call.World.Assets.Add(new Asset
    {
        ContainerId = container.Id,
        Type = type,
        Name = body.RequireText("name"),
        Description = body.Text("description") ?? "",
        Tags = [.. body.Strings("tags")],
        Entity = new JsonObject { [type] = entity },
        CreatedAt = call.World.Now,
        UpdatedAt = call.World.Now,
        OwnerId = call.Caller.Uid,
        UpdaterId = call.Caller.Uid,
    });

    /// <summary>A list in one piece: <c>total_results</c> and <c>resources</c>.</summary>
    public static JsonObject Whole(IReadOnlyCollection<JsonNode> items) => new() { ["total_results"] = items.Count, ["resources"] = items.ToJsonArray() };

    public static IResult GetOwn(ApiCall call, string type)
    {
        if (Containers.ScopeNames.All(name => call.Query(name) is null)) throw ApiException.NotFound($"The {type} '{call.Route("id")}' does not exist.", "does_not_exist");
        var container = call.Container(ContainerRole.Viewer);
        return Reply.Json(SpecificationDocument.Of(call.World.Assets.Require(container, call.Route("id"), type), container, call.World));
    }

    public static IResult DeleteOwn(ApiCall call, string type)
    {
        var container = call.Container(ContainerRole.Editor);
        call.World.Assets.Delete(container, call.World.Assets.Require(container, call.Route("id"), type), call.Caller.Uid, purge: true);
        return Reply.Empty();
    }

    public static IResult List(ApiCall call, string type, IEnumerable<JsonObject> builtIn)
    {
        var items = builtIn;
        if (Containers.ScopeNames.Any(name => call.Query(name) is not null))
        {
            var container = call.Container(ContainerRole.Viewer);
            items = items.Concat(call.World.Assets.In(container, type).Select(a => SpecificationDocument.Of(a, container, call.World)));
        }

        if (call.Query("name") is { } name) items = items.Where(i => i.Text("metadata", "name") == name);
        return Reply.Json(Whole([.. items]));
    }

    private async Task<IResult> CreateSoftwareAsync(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        var body = await call.BodyObjectAsync();
        var baseId = body.Text("base_software_specification", "guid") ?? throw ApiException.BadRequest("The field 'base_software_specification' with a 'guid' is required.", "missing_field", "base_software_specification");
        directory.RequireSoftware(new JsonObject { ["id"] = baseId }, container, "base_software_specification");
        var extensions = (body.Array("package_extensions") ?? []).Select(e => e.Text("guid")).OfType<string>().ToArray();
        foreach (var id in extensions) call.World.Assets.Require(container, id, SpecificationDirectory.PackageExtensionType);

        var asset = Add(call, container, SpecificationDirectory.SoftwareType, body, new JsonObject
        {
            ["type"] = "derived",
            ["built_in"] = false,
            ["display_name"] = body.Text("name"),
            ["base_software_specification"] = new JsonObject { ["guid"] = baseId },
            ["package_extensions"] = Links(extensions),
            ["software_configuration"] = body.Object("software_configuration")?.Copy() ?? [],
        });
        return Reply.Created(SpecificationDocument.Of(asset, container, call.World));
    }

    private static async Task<IResult> CreateHardwareAsync(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        var body = await call.BodyObjectAsync();
        var entity = new JsonObject();
        foreach (var (key, value) in body)
        {
            if (key is not ("name" or "description" or "tags")) entity[key] = value?.DeepClone();
        }

        return Reply.Created(SpecificationDocument.Of(Add(call, container, SpecificationDirectory.HardwareType, body, entity), container, call.World));
    }

    private static IResult LinkExtension(ApiCall call, bool add)
    {
        var container = call.Container(ContainerRole.Editor);
        var specification = call.World.Assets.Require(container, call.Route("id"), SpecificationDirectory.SoftwareType);
        var extension = call.World.Assets.Require(container, call.Route("extension"), SpecificationDirectory.PackageExtensionType);
        call.World.Assets.Update(specification, call.Caller.Uid, current =>
        {
            var others = SpecificationDocument.ExtensionIds(current).Where(id => id != extension.Id);
            var entity = current.Entity.Copy();
            entity[SpecificationDirectory.SoftwareType]!["package_extensions"] = Links(add ? others.Append(extension.Id) : others);
            return current with { Entity = entity };
        });
        return Reply.Empty();
    }

    private IResult ListStates(ApiCall call)
    {
        call.ApiVersion();
        var items = directory.Software.Select(s => (s.Id, s.Name, State: SpecificationDocument.StateName(s.LifeCycle), Replacement: s.ReplacementName ?? ""));
        if (Containers.ScopeNames.Any(name => call.Query(name) is not null))
        {
            var container = call.Container(ContainerRole.Viewer);
            items = items.Concat(call.World.Assets.In(container, SpecificationDirectory.SoftwareType).Select(a => (a.Id, a.Name, "supported", "")));
        }

        if (call.Query("state") is { } state) items = items.Where(i => i.State == state);
        var results = items.Select(i => (JsonNode)new JsonObject { ["id"] = i.Id, ["name"] = i.Name, ["state"] = i.State, ["replacement"] = i.Replacement }).ToJsonArray();
        return Reply.Json(new JsonObject { ["total_count"] = results.Count, ["results"] = results });
    }

    private static JsonArray Links(IEnumerable<string> ids) => ids.Select(id => (JsonNode)new JsonObject { ["guid"] = id }).ToJsonArray();

    private static IEnumerable<JsonObject> Runtimes(ReleaseProfile release)
    {
        if (!BuiltInSpecifications.Software(release.Release).Any(s => s.Name == "runtime-23.1-py3.10")) yield break;
        yield return new()
        {
            ["metadata"] = new JsonObject { ["guid"] = RuntimeDefinitionId, ["created_at"] = "2023-05-04T10:00:00Z", ["href"] = $"/v2/runtime_definitions/{RuntimeDefinitionId}" },
            ["entity"] = new JsonObject
            {
                ["name"] = "runtime-23.1-py3.10",
                ["display_name"] = "Runtime 23.1 on Python 3.10",
                ["description"] = "Runtime 23.1 on Python 3.10",
                ["author"] = "IBM",
                ["tested"] = true,
                ["is_service"] = false,
                ["features"] = new JsonArray("notebook"),
                ["runtime_type"] = "jupyter",
                ["software_configuration"] = new JsonObject { ["platform"] = new JsonObject { ["name"] = "python", ["version"] = "3.10" } },
            },
        };
    }
}
