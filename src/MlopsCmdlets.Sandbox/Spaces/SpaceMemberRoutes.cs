using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Spaces;

/// <summary><c>/v2/spaces/{id}/members</c> (reference §3.5). States are in lower case here.</summary>
internal sealed class SpaceMemberRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        routes.Post("/v2/spaces/{id}/members", AddAsync);
        routes.Get("/v2/spaces/{id}/members", List);
        routes.Get("/v2/spaces/{id}/members/{member}", call => Reply.Json(SpaceDocument.Of(Find(call, ContainerRole.Viewer).Member)));
        routes.Patch("/v2/spaces/{id}/members/{member}", PatchAsync);
        routes.Delete("/v2/spaces/{id}/members/{member}", Delete);
    }

    private static (Container Space, Member Member) Find(ApiCall call, ContainerRole role)
    {
        var space = SpaceRoutes.Require(call, role);
        var members = space.Members;
        return (space, members[Find(call, space, members)]);
    }

    private static int Find(ApiCall call, Container space, IReadOnlyList<Member> members)
    {
        var id = call.Route("member");
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Id == id) return i;
        }

        throw ApiException.NotFound($"'{id}' is not a member of the space {space.Id}.", "member_not_found");
    }

    private static async Task<IResult> AddAsync(ApiCall call)
    {
        var space = SpaceRoutes.Require(call, ContainerRole.Admin);
        var body = await call.BodyObjectAsync();
        if (body.Array("members") is not { Count: > 0 } given) throw ApiException.BadRequest("Field 'members' is required.", "missing_field", "members");
        var members = given.Select(item => Read(call.World, item)).ToList();
        space.ChangeMembers(present =>
        {
            var known = present.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
            if (members.FirstOrDefault(m => !known.Add(m.Id)) is { } twice) throw ApiException.Conflict($"'{twice.Id}' is already a member of the space.", "member_already_exists");
            present.AddRange(members);
        });
        return Reply.Json(new JsonObject { ["resources"] = new JsonArray([.. members.Select(SpaceDocument.Of)]) });
    }

    private static Member Read(World world, JsonNode? item)
    {
        var id = item.Text("id") is { Length: > 0 } text ? text : throw ApiException.BadRequest("Each member needs 'id'.", "missing_field", "members.id");
        var role = Member.ParseRole(item.Text("role")) ?? throw ApiException.BadRequest("A member's role must be admin, editor or viewer.", "invalid_field", "members.role");
        var type = item.Text("type") ?? "user";
        if (type is not ("user" or "group" or "service")) throw ApiException.BadRequest("A member's type must be user, group or service.", "invalid_field", "members.type");
        var state = item.Text("state") ?? "active";
        if (state is not ("active" or "pending")) throw ApiException.BadRequest("A member's state must be active or pending.", "invalid_field", "members.state");
        return new Member(id, role, type, state, null, world.NextSequence());
    }

    private static IResult List(ApiCall call)
    {
        var space = SpaceRoutes.Require(call, ContainerRole.Viewer);
        var (role, state, type) = (call.Query("role"), call.Query("state"), call.Query("type"));
        var found = space.Members
            .Where(m => (role is null || m.RoleName == role) && (state is null || m.State == state) && (type is null || m.Type == type))
            .OrderBy(m => m.Sequence)
            .ToList();
        return Reply.Json(Paging.List(call, found, m => m.Sequence, SpaceDocument.Of));
    }

    private static async Task<IResult> PatchAsync(ApiCall call)
    {
        var (space, member) = Find(call, ContainerRole.Admin);
        var operations = await call.BodyPatchAsync();
        space.ChangeMembers(members =>
        {
            var place = Find(call, space, members);
            var patched = JsonPatch.Apply(SpaceDocument.Of(members[place]), operations, path => path is "/role" or "/state");
            members[place] = member = Read(call.World, patched) with { Sequence = members[place].Sequence };
        });
        return Reply.Json(SpaceDocument.Of(member));
    }

    private static IResult Delete(ApiCall call)
    {
        var space = SpaceRoutes.Require(call, ContainerRole.Admin);
        space.ChangeMembers(members => members.RemoveAt(Find(call, space, members)));
        return Reply.Empty();
    }
}
