using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Faults;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Control;

/// <summary><c>/_sandbox</c>: what no cluster has, to set up and to watch a rehearsal.</summary>
internal sealed class ControlRoutes(Func<string> caCertificate) : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        var open = routes.With(ErrorShape.Errors, Access.Anonymous);
        open.Get("/_sandbox/health", call => Reply.Json(new JsonObject { ["status"] = "ready", ["release"] = call.Release.Name }));
        open.Get("/_sandbox/ca.pem", _ => caCertificate() is { Length: > 0 } pem
            ? Reply.Text(pem, contentType: "application/x-pem-file")
            : throw ApiException.NotFound("The sandbox was started without https."));

        var control = routes.With(ErrorShape.Errors, Access.Control);
        control.Get("/_sandbox/faults", call => Reply.Json(new JsonObject { ["faults"] = new JsonArray([.. call.World.Faults.Rules.Select(r => r.ToJson())]) }));
        control.Post("/_sandbox/faults", AddFaultsAsync);
        control.Delete("/_sandbox/faults", call =>
        {
            call.World.Faults.Clear();
            return Reply.Empty();
        });
        control.Delete("/_sandbox/faults/{id}", call => call.World.Faults.Remove(call.Route("id")) ? Reply.Empty() : throw ApiException.NotFound("There is no such fault rule."));

        control.Get("/_sandbox/settings", call => Reply.Json(call.World.Settings.ToJson()));
        control.Patch("/_sandbox/settings", async call =>
        {
            call.World.Settings.Apply(await call.BodyObjectAsync());
            return Reply.Json(call.World.Settings.ToJson());
        });

        control.Get("/_sandbox/requests", Requests);
        control.Delete("/_sandbox/requests", call =>
        {
            call.World.Requests.Clear();
            return Reply.Empty();
        });
        control.Delete("/_sandbox/tokens", call => Reply.Json(new JsonObject { ["revoked"] = call.World.Tokens.RevokeAll() }));
        control.Post("/_sandbox/users", AddUserAsync);
    }

    /// <summary>One rule, or an array of rules of which none is taken when one is bad.</summary>
    private static async Task<IResult> AddFaultsAsync(ApiCall call)
    {
        var body = await call.BodyAsync();
        var definitions = body switch
        {
            JsonObject one => [one],
            JsonArray many => many.Select(item => item as JsonObject ?? throw ApiException.BadRequest("A fault rule must be an object.")).ToArray(),
            _ => throw ApiException.BadRequest("Give a fault rule or an array of them."),
        };
        var rules = definitions.Select(FaultRule.Parse).ToArray();
        foreach (var rule in rules) call.World.Faults.Add(rule);
        return Reply.Created(new JsonObject { ["faults"] = new JsonArray([.. rules.Select(r => r.ToJson())]) });
    }

    /// <summary>Newest last; <c>method</c>, <c>path</c> (a part of it) and <c>changing=true</c> select.</summary>
    private static IResult Requests(ApiCall call)
    {
        var (method, path, changing) = (call.Query("method"), call.Query("path"), call.QueryFlag("changing"));
        var found = call.World.Requests.All()
            .Where(e => (method is null || e.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
                && (path is null || e.Path.Contains(path, StringComparison.Ordinal))
                && (!changing || Changes(e)))
            .ToList();
        return Reply.Json(new JsonObject { ["count"] = found.Count, ["requests"] = found.Select(e => e.ToJson()).ToJsonArray() });
    }

    // Logins, searches, fetches and scoring are posted, yet change nothing.
    private static bool Changes(RequestLog.Entry entry) =>
        entry.Method is not ("GET" or "HEAD" or "OPTIONS")
        && !entry.Path.EndsWith("/search", StringComparison.Ordinal)
        && !entry.Path.EndsWith("/predictions", StringComparison.Ordinal)
        && !entry.Path.EndsWith("/git-upload-pack", StringComparison.Ordinal)
        && !entry.Path.EndsWith("/authorize", StringComparison.Ordinal)
        && !entry.Path.EndsWith("/validateAuth", StringComparison.Ordinal)
        && !entry.Path.EndsWith("/identitytoken", StringComparison.Ordinal);

    /// <summary>Makes a user in one step, with an API key of the caller's choice if wanted.</summary>
    private static async Task<IResult> AddUserAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        var name = body.Text("username") ?? throw ApiException.BadRequest("username is required.", target: "username");
        var user = call.World.Users.Add(name, body.Text("password") ?? "password", body.Text("display_name") ?? name, body.Text("email") ?? "", body.Strings("roles"), body.Text("api_key"));
        return Reply.Created(new JsonObject { ["uid"] = user.Uid, ["username"] = user.UserName, ["api_key"] = user.ApiKey });
    }
}
