using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Identity;

/// <summary><c>/usermgmt</c>: API keys, users by name, roles and groups (reference §2.4).</summary>
internal sealed class UserManagementRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        var api = routes.With(ErrorShape.UserManagement, Access.PlatformToken);
        api.Get("/usermgmt/v1/user/apiKey", ApiKey);
        api.Get("/usermgmt/v1/user/currentUserInfo", call => Reply.Json(Describe(call.Caller)));
        api.Get("/usermgmt/v1/user/{name}", call => Reply.Json(Describe(Require(call))));
        api.Get("/usermgmt/v1/usermgmt/users", call => Reply.Json(call.World.Users.Users.Select(u => (JsonNode)Describe(u)).ToJsonArray()));
        api.Get("/usermgmt/v1/roles", call => Reply.Json(new JsonObject
        {
            ["_messageCode_"] = "success",
            ["message"] = "success",
            ["rows"] = new JsonArray([.. call.World.Users.Roles.Select(r => new JsonObject { ["id"] = r.Id, ["doc"] = r.ToJson() })]),
        }));
        api.Post("/usermgmt/v1/role", CreateRoleAsync);
        api.Get("/usermgmt/v2/groups", call => Reply.Json(Results(call.World.Users.Groups.Select(g => Describe(call.World, g)))));
        api.Post("/usermgmt/v2/groups", CreateGroupAsync);
        api.Get("/usermgmt/v2/groups/{id}", call => Reply.Json(Describe(call.World, RequireGroup(call))));
        api.Delete("/usermgmt/v2/groups/{id}", DeleteGroup);
        api.Get("/usermgmt/v2/groups/{id}/members", GroupMembers);
        api.Post("/usermgmt/v2/groups/{id}/members", AddGroupMembersAsync);
    }

    private static JsonObject Describe(User user)
    {
        var document = user.ToUserInfo();
        document["user_name"] = user.UserName;
        document["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode)int.Parse(g, CultureInfo.InvariantCulture))]);
        document["_messageCode_"] = "success";
        document["message"] = "success";
        return document;
    }

    private static JsonObject Describe(World world, Group group) => new()
    {
        ["group_id"] = int.Parse(group.Id, CultureInfo.InvariantCulture),
        ["name"] = group.Name,
        ["description"] = group.Description,
        ["members_count"] = world.Users.Users.Count(u => u.Groups.Contains(group.Id)),
        ["created_at"] = group.CreatedAt.ToMilliseconds(),
    };

    private static JsonObject Results(IEnumerable<JsonNode> items)
    {
        var results = items.ToJsonArray();
        return new JsonObject { ["_messageCode_"] = "success", ["message"] = "success", ["total_count"] = results.Count, ["results"] = results };
    }

    private static User Require(ApiCall call) =>
        call.World.Users.TryGet(call.Route("name"), out var user) ? user : throw ApiException.NotFound($"User {call.Route("name")} was not found.");

    private static Group RequireGroup(ApiCall call) =>
        call.World.Users.TryGetGroup(call.Route("id"), out var group) ? group : throw ApiException.NotFound($"Group {call.Route("id")} was not found.");

    private static IResult ApiKey(ApiCall call) => Reply.Json(new JsonObject
    {
        ["apiKey"] = call.Caller.ApiKey,
        ["expire_at"] = null,
        ["_messageCode_"] = "success",
        ["message"] = "success",
    });

    private static async Task<IResult> CreateRoleAsync(ApiCall call)
    {
        PlatformUserRoutes.RequireAdministrator(call);
        var body = await call.BodyObjectAsync();
        var role = call.World.Users.AddRole(
            body.Text("role_name") ?? throw ApiException.BadRequest("role_name is required."), body.Text("description") ?? "", body.Strings("permissions"));
        return Reply.Json(new JsonObject { ["id"] = role.Id, ["_messageCode_"] = "success", ["message"] = "success" });
    }

    private static async Task<IResult> CreateGroupAsync(ApiCall call)
    {
        PlatformUserRoutes.RequireAdministrator(call);
        var body = await call.BodyObjectAsync();
        var group = call.World.Users.AddGroup(body.Text("name") ?? throw ApiException.BadRequest("name is required."), body.Text("description") ?? "");
        return Reply.Created(Describe(call.World, group));
    }

    private static IResult DeleteGroup(ApiCall call)
    {
        PlatformUserRoutes.RequireAdministrator(call);
        return call.World.Users.RemoveGroup(RequireGroup(call).Id) ? Reply.Empty() : throw ApiException.Forbidden("The group of all users cannot be deleted.", "forbidden");
    }

    private static IResult GroupMembers(ApiCall call)
    {
        var group = RequireGroup(call);
        return Reply.Json(Results(call.World.Users.Users.Where(u => u.Groups.Contains(group.Id)).Select(u => (JsonNode)Describe(u))));
    }

    private static async Task<IResult> AddGroupMembersAsync(ApiCall call)
    {
        PlatformUserRoutes.RequireAdministrator(call);
        var group = RequireGroup(call);
        var body = await call.BodyObjectAsync();
        // All are looked for first: a request that is refused adds nobody.
        foreach (var user in body.Strings("user_identifiers").Select(id => call.World.Users.ByUid(id) ?? throw ApiException.NotFound($"User {id} was not found.")).ToList())
        {
            call.World.Users.Update(user.UserName, u => u with { Groups = u.Groups.Contains(group.Id) ? u.Groups : u.Groups.Add(group.Id) });
        }

        return Reply.Json(Results([]));
    }
}
