using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Identity;

/// <summary>Login in its three forms (reference §2.1 to 2.3) and the unauthenticated version endpoints (§2.7).</summary>
internal sealed class AuthorizationRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        var anonymous = routes.With(ErrorShape.Platform, Access.Anonymous);
        anonymous.Post("/icp4d-api/v1/authorize", AuthorizeAsync);
        anonymous.Get("/v1/preauth/validateAuth", ValidateAuth);
        anonymous.Post("/v1/preauth/validateAuth", ValidateAuth);
        anonymous.Post("/idprovider/v1/auth/identitytoken", IdentityTokenAsync);
        anonymous.Post("/v1/auth/identitytoken", IdentityTokenAsync);

        var version = world.Release.WmlVersionAtV2 ? "/ml/wml_services/v2/version" : "/ml/wml_services/version";
        anonymous.Get(version, call => Reply.Json(new JsonObject { ["version"] = call.Release.WmlVersion }));
    }

    private static async Task<IResult> AuthorizeAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        var user = call.World.Users.Authenticate(body.Text("username"), body.Text("password"), body.Text("api_key"));
        if (user is null)
        {
            return Reply.Json(
                new JsonObject
                {
                    ["_statusCode_"] = 401,
                    ["_messageCode_"] = "401",
                    ["exception"] = "User unauthorized to invoke this endpoint.",
                    ["message"] = "User unauthorized to invoke this endpoint.",
                },
                401);
        }

        return Reply.Json(new JsonObject
        {
            ["_messageCode_"] = MessageCode(call),
            ["message"] = call.Release.LowerCaseMessageCode ? "success" : "Success",
            ["token"] = call.World.Tokens.Issue(user, call.World.Settings.TokenLifetime),
        });
    }

    /// <summary>HTTP Basic, or headers <c>username</c>/<c>password</c>, or <c>username</c> and <c>iam-token</c> of an IAM-integrated cluster.</summary>
    private static IResult ValidateAuth(ApiCall call)
    {
        var headers = call.Http.Request.Headers;
        var authorization = headers.Authorization.ToString();
        User? user;
        if (headers["iam-token"].ToString() is { Length: > 0 } iamToken)
        {
            user = call.World.Tokens.Check(iamToken) is { } name && (headers["username"].ToString() is var given && (given.Length == 0 || given == name))
                && call.World.Users.TryGet(name, out var found) ? found : null;
        }
        else if (authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            user = AuthenticationMiddleware.DecodePair(authorization[6..]) is var (name, secret) ? call.World.Users.Authenticate(name, secret, secret) : null;
        }
        else
        {
            user = call.World.Users.Authenticate(headers["username"].ToString(), headers["password"].ToString(), null);
        }

        if (user is null) throw ApiException.Unauthorized("User unauthorized to invoke this endpoint.");
        return Reply.Json(new JsonObject
        {
            ["username"] = user.UserName,
            ["role"] = user.Role,
            ["permissions"] = user.Permissions.ToJsonArray(),
            ["sub"] = user.UserName,
            ["iss"] = "KNOXSSO",
            ["aud"] = "DSX",
            ["uid"] = user.Uid,
            ["authenticator"] = "default",
            ["accessToken"] = call.World.Tokens.Issue(user, call.World.Settings.TokenLifetime),
            ["_messageCode_"] = "success",
            ["message"] = "success",
        });
    }

    /// <summary>The token endpoint of the cluster console; here on the same origin.</summary>
    private static async Task<IResult> IdentityTokenAsync(ApiCall call)
    {
        if (!call.Http.Request.HasFormContentType) throw ApiException.BadRequest("The body must be a form.");
        var form = await call.Http.Request.ReadFormAsync(call.Aborted);
        if (form["grant_type"].ToString() != "password") throw ApiException.BadRequest("The grant type must be password.", "unsupported_grant_type");
        var user = call.World.Users.Authenticate(form["username"].ToString(), form["password"].ToString(), null)
            ?? throw ApiException.Unauthorized("Invalid username or password.");
        var lifetime = call.World.Settings.TokenLifetime;
        return Reply.Json(new JsonObject
        {
            ["access_token"] = call.World.Tokens.Issue(user, lifetime),
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)lifetime.TotalSeconds,
            ["scope"] = "openid",
        });
    }

    private static string MessageCode(ApiCall call) => call.Release.LowerCaseMessageCode ? "success" : "200";
}
