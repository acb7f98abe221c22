using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Identity;

/// <summary><c>/icp4d-api/v1</c>: the caller, users, roles and permissions (reference §2.6).</summary>
internal sealed class PlatformUserRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        var api = routes.With(ErrorShape.Platform, Access.PlatformToken);
        api.Get("/icp4d-api/v1/me", call => Reply.Json(Success(call, new JsonObject { ["UserInfo"] = call.Caller.ToUserInfo() })));
        api.Get("/icp4d-api/v1/users", call => Reply.Json(Success(call, new JsonObject { ["UsersInfo"] = call.World.Users.Users.Select(u => (JsonNode)u.ToUserInfo()).ToJsonArray() })));
        api.Post("/icp4d-api/v1/users", CreateAsync);
        api.Get("/icp4d-api/v1/users/{name}", call => Reply.Json(Success(call, new JsonObject { ["UserInfo"] = Require(call).ToUserInfo() })));
        api.Put("/icp4d-api/v1/users/{name}", UpdateAsync);
        api.Delete("/icp4d-api/v1/users/{name}", Delete);
        api.Post("/icp4d-api/v1/changepassword", ChangePasswordAsync);
        api.Get("/icp4d-api/v1/roles", call => Reply.Json(Success(call, new JsonObject { ["rows"] = new JsonArray([.. call.World.Users.Roles.Select(r => new JsonObject { ["id"] = r.Id, ["doc"] = r.ToJson() })]) })));
        api.Get("/icp4d-api/v1/permissions", call => Reply.Json(Success(call, new JsonObject
        {
            ["permissions"] = call.World.Users.Roles.SelectMany(r => r.Permissions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToJsonArray(),
        })));
        api.Get("/icp4d-api/v1/monitor", _ => Reply.Json(new JsonObject { ["code"] = 404, ["message"] = "path /openapi/v1/monitor was not found" }, 404));
    }

    /// <summary>Administration of users needs the administrator's permission.</summary>
    public static void RequireAdministrator(ApiCall call)
    {
        if (!call.Caller.IsAdministrator) throw ApiException.Forbidden("The user does not have the administrator permission.", "forbidden");
    }

    private static JsonObject Success(ApiCall call, JsonObject document)
    {
        document["_messageCode_"] = call.Release.LowerCaseMessageCode ? "success" : "200";
        document["message"] = call.Release.LowerCaseMessageCode ? "success" : "Success";
        return document;
    }

    private static User Require(ApiCall call) =>
        call.World.Users.TryGet(call.Route("name"), out var user) ? user : throw ApiException.NotFound($"User {call.Route("name")} was not found.");

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        RequireAdministrator(call);
        var body = await call.BodyObjectAsync();
        var name = body.Text("user_name") ?? body.Text("username") ?? throw ApiException.BadRequest("user_name is required.");
        call.World.Users.Add(
            name,
            body.Text("password") ?? throw ApiException.BadRequest("password is required."),
            body.Text("displayName") ?? name,
            body.Text("email") ?? "",
            body.Strings("user_roles"),
            body.Text("api_key"));
        return Reply.Json(Success(call, new JsonObject { ["User"] = new JsonObject { ["ID"] = name } }));
    }

    private static async Task<IResult> UpdateAsync(ApiCall call)
    {
        RequireAdministrator(call);
        var body = await call.BodyObjectAsync();
        var name = Require(call).UserName;
        call.World.Users.Update(name, user => user with
        {
            Roles = body.Array("user_roles") is null ? user.Roles : [.. body.Strings("user_roles")],
            DisplayName = body.Text("displayName") ?? user.DisplayName,
            Email = body.Text("email") ?? user.Email,
            Enabled = body.Text("current_account_status") is { } status ? status == "enabled" : user.Enabled,
        });
        return Reply.Json(Success(call, new JsonObject { ["User"] = new JsonObject { ["ID"] = name } }));
    }

    private static IResult Delete(ApiCall call)
    {
        RequireAdministrator(call);
        var name = Require(call).UserName;
        return call.World.Users.Remove(name) ? Reply.Json(Success(call, [])) : throw ApiException.Forbidden("The first administrator cannot be deleted.");
    }

    private static async Task<IResult> ChangePasswordAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        var password = body.Text("password") ?? throw ApiException.BadRequest("password is required.");
        call.World.Users.Update(call.Caller.UserName, user => user with { Password = password });
        return Reply.Json(Success(call, []));
    }
}
