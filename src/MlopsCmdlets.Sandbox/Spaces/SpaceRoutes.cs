using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsCmdlets.Sandbox.Identity;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Spaces;

/// <summary><c>/v2/spaces</c> (reference §3).</summary>
internal sealed partial class SpaceRoutes : IRouteModule
{
    private static readonly string[] Patchable = ["/name", "/description", "/compute", "/stage/name"];

    public void Map(RouteTable routes, World world)
    {
        routes.Post("/v2/spaces", CreateAsync);
        routes.Get("/v2/spaces", List);
        routes.Get("/v2/spaces/{id}", Get);
        routes.Patch("/v2/spaces/{id}", PatchAsync);
        routes.Delete("/v2/spaces/{id}", Delete);
    }

    /// <summary>The space of the path. A look at a space that is being made or deleted moves it on.</summary>
    public static Container Require(ApiCall call, ContainerRole role, bool look = false)
    {
        var id = call.Route("id");
        if (!call.World.Containers.TryGet(ContainerKind.Space, id, out var space) || (look && !Look(call.World, space)))
            throw ApiException.NotFound($"The space '{id}' does not exist.", "space_not_found");
        call.World.Containers.RequireRole(space, call.Caller, role);
        return space;
    }

    /// <summary>A space as it is at once, for seeds.</summary>
    public static Container Create(World world, User creator, JsonObject body, int polls)
    {
        var entity = new JsonObject { ["name"] = body.Text("name") };
        foreach (var name in (string[])["description", "generator", "type"])
        {
            if (body.Text(name) is { } text) entity[name] = text;
        }

        if (body.Array("tags") is not null) entity["tags"] = body.Strings("tags").ToJsonArray();
        if (body.Object("settings") is { } settings) entity["settings"] = settings.Copy();
        var stage = new JsonObject { ["production"] = body.Flag("stage", "production") ?? false };
        if (body.Text("stage", "name") is { } stageName) stage["name"] = stageName;
        entity["stage"] = stage;
        return world.Containers.Add(ContainerKind.Space, creator, entity, polls);
    }

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        if (body.Text("name") is not { Length: > 0 }) throw ApiException.BadRequest("Field 'name' is required.", "missing_field", "name");
        foreach (var cloudOnly in (string[])["storage", "compute"])
        {
            if (body.ContainsKey(cloudOnly)) throw ApiException.BadRequest($"Field '{cloudOnly}' is not supported on Cloud Pak for Data.", "unsupported_field", cloudOnly);
        }

        if (body.Text("generator") is { } generator && !Generator().IsMatch(generator))
            throw ApiException.BadRequest("Field 'generator' may have letters, digits, dashes, underscores and spaces.", "invalid_field", "generator");
        if (body.Text("type") is { } type && type is not ("cpd" or "wx" or "wca")) throw ApiException.BadRequest("Field 'type' must be cpd, wx or wca.", "invalid_field", "type");

        var space = Create(call.World, call.Caller, body, call.World.Settings.PollsPerStep);
        return Reply.Accepted(SpaceDocument.Of(space, members: true));
    }

    private static IResult List(ApiCall call)
    {
        var (ids, tags, roles) = (Commas(call.Query("id")), Commas(call.Query("tags")), Commas(call.Query("roles")));
        var (name, part, type, member) = (call.Query("name"), call.Release.SpaceSubNameFilter ? call.Query("sub_name") : null, call.Query("type"), call.Query("member"));
        var members = Commas(call.Query("include"))?.Contains("members") ?? false;
        var found = call.World.Containers.All(ContainerKind.Space)
            .Where(space => space.RoleOf(call.Caller) > ContainerRole.None && Look(call.World, space))
            .Where(space => (ids is null || ids.Contains(space.Id))
                && (tags is null || space.Entity.Strings("tags").Intersect(tags).Any())
                && (name is null || space.Name == name)
                && (part is null || space.Name.Contains(part, StringComparison.OrdinalIgnoreCase))
                && (type is null || (space.Entity.Text("type") ?? "cpd") == type)
                && (member is null || space.Members.Any(m => m.Id == member && (roles is null || roles.Contains(m.RoleName)))))
            .ToList();
        return Reply.Json(Paging.List(call, found, space => space.Sequence, space => SpaceDocument.Of(space, members)));
    }

    private static IResult Get(ApiCall call) =>
        Reply.Json(SpaceDocument.Of(Require(call, ContainerRole.Viewer, look: true), Commas(call.Query("include"))?.Contains("members") ?? false));

    private static async Task<IResult> PatchAsync(ApiCall call)
    {
        var space = Require(call, ContainerRole.Admin);
        var operations = await call.BodyPatchAsync();
        space.Update(
            present =>
            {
                var entity = JsonPatch.Apply(present, operations, path => Patchable.Contains(path));
                if (entity.Text("name") is not { Length: > 0 }) throw ApiException.BadRequest("Field 'name' must be a text that is not empty.", "invalid_field", "name");
                entity.Remove("compute");
                return entity;
            },
            call.World.Now);
        return Reply.Json(SpaceDocument.Of(space, members: false));
    }

    private static IResult Delete(ApiCall call)
    {
        var space = Require(call, ContainerRole.Admin);
        if (call.World.Containers.ReasonAgainstDeletion(space) is { } reason) throw ApiException.Conflict(reason, "space_in_use");
        space.Deletion ??= new PolledState(call.World.Settings.PollsPerStep + 1);
        return Reply.Accepted(SpaceDocument.Of(space, members: false));
    }

    /// <summary>False when the look found that the space is gone.</summary>
    private static bool Look(World world, Container space)
    {
        if (space.Deletion is { } deletion)
        {
            deletion.Poll();
            if (!deletion.Done) return true;
            world.Containers.Remove(space);
            return false;
        }

        if (!space.Creation.Done && space.Creation.Poll()) space.Touch(world.Now);
        return true;
    }

    private static string[]? Commas(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex("^[A-Za-z0-9_ -]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Generator();
}
