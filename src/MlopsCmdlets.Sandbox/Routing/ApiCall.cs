using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Faults;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Identity;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>One request, as a handler sees it. Everything that is wrong with it surfaces as <see cref="ApiException"/>.</summary>
internal sealed class ApiCall(HttpContext http, World world)
{
    private const int MaxJsonBytes = 64 * 1024 * 1024;

    public HttpContext Http => http;

    public World World => world;

    public ReleaseProfile Release => world.Release;

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>Who calls. Only anonymous and signed endpoints have no caller.</summary>
    public User Caller => CallContext.Caller(http) ?? throw ApiException.Unauthorized("The request has no valid token.");

    /// <summary>The id of this exchange, also in <c>X-Global-Transaction-ID</c>.</summary>
    public string Trace => CallContext.Trace(http);

    /// <summary>A value from the path.</summary>
    public string Route(string name) => (string?)http.Request.RouteValues[name] ?? "";

    /// <summary>The rest of the path of a <c>{**name}</c> pattern, with <c>%2F</c> read as a slash.</summary>
    public string RoutePath(string name) => Route(name).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Trim('/');

    /// <summary>A query parameter; null when absent or empty. The first wins: IBM's client repeats its parameters when it follows <c>next.href</c>.</summary>
    public string? Query(string name) => http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public bool QueryFlag(string name, bool absent = false) => Query(name) switch
    {
        null => absent,
        var text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        var text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        var text => throw ApiException.BadParameter(name, $"Parameter '{name}' must be true or false, not '{text}'."),
    };

    public int QueryNumber(string name, int absent, int least, int most)
    {
        if (Query(name) is not { } text) return absent;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            throw ApiException.BadParameter(name, $"Parameter '{name}' must be a whole number from {least} to {most}, not '{text}'.");
        return number;
    }

    /// <summary>The fault of this kind that a rule put on this request, for handlers that act on it themselves.</summary>
    public FaultRule? Injected(FaultKind kind) => CallContext.Fault(http) is { } rule && rule.Kind == kind ? rule : null;

    /// <summary>The container that the query names with exactly one of <c>space_id</c>, <c>project_id</c>, <c>catalog_id</c>; the caller must hold the role in it.</summary>
    public Container Container(ContainerRole role)
    {
        var given = Containers.ScopeNames.Where(name => Query(name) is not null).ToArray();
        if (given.Length != 1)
        {
            throw ApiException.BadRequest(
                given.Length == 0 ? "Exactly one of the query parameters space_id, project_id or catalog_id is required." : $"Only one of the query parameters {string.Join(", ", given)} may be given.",
                "missing_or_ambiguous_container");
        }

        return world.Containers.Require(given[0], Query(given[0])!, Caller, role);
    }

    /// <summary>The container that a body names with <c>space_id</c> or <c>project_id</c>, as WML creates do.</summary>
    public Container Container(JsonObject body, ContainerRole role)
    {
        var (space, project) = (body.Text("space_id"), body.Text("project_id"));
        if (space is null == project is null)
            throw ApiException.BadRequest("Exactly one of space_id and project_id is required in the body.", "missing_or_ambiguous_container", "space_id");
        return space is not null
            ? world.Containers.Require("space_id", space, Caller, role)
            : world.Containers.Require("project_id", project!, Caller, role);
    }

    /// <summary>The body as JSON of any kind.</summary>
    public async Task<JsonNode> BodyAsync()
    {
        if (http.Request.ContentLength > MaxJsonBytes) throw new ApiException(413, "payload_too_large", "The JSON body is too large.");
        try
        {
            return await JsonExtensions.ParseStrictAsync(http.Request.Body, Aborted) ?? throw ApiException.BadRequest("The body must not be null.");
        }
        catch (JsonException error)
        {
            throw ApiException.BadRequest($"The body is not valid JSON: {error.Message}", "invalid_json");
        }
    }

    /// <summary>The body, which must be a JSON object.</summary>
    public async Task<JsonObject> BodyObjectAsync() =>
        await BodyAsync() as JsonObject ?? throw ApiException.BadRequest("The body must be a JSON object.", "invalid_json");

    /// <summary>The body, which must be a list of JSON-Patch operations.</summary>
    public async Task<JsonArray> BodyPatchAsync() =>
        await BodyAsync() as JsonArray ?? throw ApiException.BadRequest("The body must be a JSON-Patch array.", "invalid_json_patch");

    /// <summary>An absolute link to this origin, or to a host that only the cluster knows when a rule or a setting says so.</summary>
    public string AbsoluteUrl(string pathAndQuery)
    {
        var origin = Injected(FaultKind.InternalHosts) is not null || world.Settings.Links == LinkForm.InternalHost
            ? "https://ibm-nginx-svc:443"
            : $"{http.Request.Scheme}://{http.Request.Host}";
        return origin + pathAndQuery;
    }

    /// <summary>A link for paging, in the form that the settings ask for.</summary>
    public string PagingLink(string pathAndQuery) =>
        world.Settings.Links == LinkForm.Relative && Injected(FaultKind.InternalHosts) is null ? pathAndQuery : AbsoluteUrl(pathAndQuery);
}
