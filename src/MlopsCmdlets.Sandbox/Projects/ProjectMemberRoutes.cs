using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.Spaces;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Projects;

/// <summary><c>/v2/projects/{id}/members</c> (reference §4.4). Members are named by user name here.</summary>
internal sealed class ProjectMemberRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        var api = routes.With(ErrorShape.Reason);
        api.Get("/v2/projects/{id}/members", call => Reply.Json(Members(ProjectRoutes.Require(call, ContainerRole.Viewer).Members)));
        api.Post("/v2/projects/{id}/members", AddAsync);
        api.Patch("/v2/projects/{id}/members", ChangeAsync);
        api.Delete("/v2/projects/{id}/members", DeleteSeveral);
        api.Get("/v2/projects/{id}/members/{name}", call => Reply.Json(ProjectDocument.Of(Find(ProjectRoutes.Require(call, ContainerRole.Viewer).Members, call.Route("name")))));
        api.Delete("/v2/projects/{id}/members/{name}", call =>
        {
            Remove(ProjectRoutes.Require(call, ContainerRole.Admin), [call.Route("name")]);
            return Reply.Empty();
        });
    }

    private static JsonObject Members(IEnumerable<Member> members) => new() { ["members"] = new JsonArray([.. members.Select(ProjectDocument.Of)]) };

    private static Member Find(IReadOnlyList<Member> members, string name) =>
        members.FirstOrDefault(m => m.UserName == name || m.Id == name) ?? throw ApiException.NotFound($"{name} is not a member of the project.");

    private static async Task<List<JsonNode?>> BodyMembersAsync(ApiCall call) =>
        (await call.BodyObjectAsync()).Array("members") is { Count: > 0 } members ? [.. members] : throw ApiException.BadRequest("body.members is required.");

    private static async Task<IResult> AddAsync(ApiCall call)
    {
        var project = ProjectRoutes.Require(call, ContainerRole.Admin);
        var added = (await BodyMembersAsync(call)).Select(item => Read(call.World, item)).ToList();
        project.ChangeMembers(members =>
        {
            var known = members.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
            if (added.FirstOrDefault(m => !known.Add(m.Id)) is { } twice) throw ApiException.BadRequest($"Member {twice.UserName ?? twice.Id} already exists in the project.");
            members.AddRange(added);
        });
        return Reply.Json(Members(added));
    }

    private static async Task<IResult> ChangeAsync(ApiCall call)
    {
        var project = ProjectRoutes.Require(call, ContainerRole.Admin);
        var items = await BodyMembersAsync(call);
        List<Member> changed = [];
        project.ChangeMembers(members =>
        {
            foreach (var item in items)
            {
                var member = Find(members, item.Text("user_name") ?? item.Text("id") ?? throw ApiException.BadRequest("Each member needs user_name or id."));
                changed.Add(members[members.IndexOf(member)] = member with { Role = item.Text("role") is null ? member.Role : Role(item) });
            }
        });
        return Reply.Json(Members(changed));
    }

    private static IResult DeleteSeveral(ApiCall call)
    {
        var project = ProjectRoutes.Require(call, ContainerRole.Admin);
        var names = call.Query("user_names") ?? throw ApiException.BadRequest("Parameter user_names is required.");
        Remove(project, names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return Reply.Empty();
    }

    private static void Remove(Container project, string[] names) => project.ChangeMembers(members =>
    {
        List<Member> leaving = [.. names.Select(name => Find(members, name))];
        members.RemoveAll(leaving.Contains);
    });

    // The product does not check that the id exists.
    private static Member Read(World world, JsonNode? item)
    {
        var (id, name) = (item.Text("id"), item.Text("user_name"));
        var state = item.Text("state") ?? (id is null ? "PENDING" : "ACTIVE");
        if (state is not ("ACTIVE" or "PENDING")) throw ApiException.BadRequest("Field state must be ACTIVE or PENDING.");
        if (state == "ACTIVE" && id is not { Length: > 0 }) throw ApiException.BadRequest("Field state cannot be set to ACTIVE without specifying a member id");
        if (id is null && name is null) throw ApiException.BadRequest("Each member needs user_name or id.");
        var type = item.Text("type") ?? "user";
        if (type is not ("user" or "group" or "service")) throw ApiException.BadRequest("Field type must be user, group or service.");
        return new Member(id ?? name!, Role(item), type, state.ToLowerInvariant(), name, world.NextSequence());
    }

    private static ContainerRole Role(JsonNode? item) => Member.ParseRole(item.Text("role")) ?? throw ApiException.BadRequest("Field role must be admin, editor or viewer.");
}
