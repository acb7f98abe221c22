using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning;

/// <summary>What all <c>/ml/v4</c> endpoints ask of a request.</summary>
internal static partial class MachineLearningCall
{
    /// <summary>The <c>version</c> parameter, a date, which every call must have.</summary>
    /// <exception cref="ApiException">400: it is absent or no date.</exception>
    public static DateOnly ApiVersion(this ApiCall call)
    {
        var text = call.Query("version")
            ?? throw new ApiException(400, "missing_query_parameter", "The required query parameter 'version' is missing. Give an API date such as 2021-06-21.") { Target = "version", TargetKind = "parameter" };
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw ApiException.BadParameter("version", $"Query parameter 'version' must be a date in the form YYYY-MM-DD, not '{text}'.");
    }

    /// <summary>The space or project that the query names; <c>version</c> is checked too.</summary>
    public static Container Scope(this ApiCall call, ContainerRole role)
    {
        call.ApiVersion();
        if ((call.Query("space_id") is null) == (call.Query("project_id") is null))
        {
            throw ApiException.BadRequest("Exactly one of the query parameters space_id and project_id is required.", "missing_or_ambiguous_container", "space_id");
        }

        return call.Container(role);
    }

    /// <summary>A body of WML, which refuses anything that looks like markup in a string.</summary>
    public static async Task<JsonObject> GuardedBodyAsync(this ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        RefuseMarkup(body);
        return body;
    }

    /// <summary>A JSON-Patch body of WML, guarded likewise.</summary>
    public static async Task<JsonArray> GuardedPatchAsync(this ApiCall call)
    {
        var body = await call.BodyPatchAsync();
        RefuseMarkup(body);
        return body;
    }

    /// <summary>A predicate for JSON Patch: these paths and what is below them.</summary>
    public static Func<string, bool> Below(params IReadOnlyCollection<string> paths) =>
        path => paths.Any(p => path == p || path.StartsWith(p + "/", StringComparison.Ordinal));

    /// <summary>The caller's text at a required place of a body.</summary>
    public static string RequireText(this JsonObject body, string name) =>
        body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text
            ? text
            : throw ApiException.BadRequest($"The field '{name}' is required and must be a non-empty string.", "missing_field", name);

    private static void RefuseMarkup(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (_, value) in o) RefuseMarkup(value);
                break;
            case JsonArray a:
                foreach (var item in a) RefuseMarkup(item);
                break;
            case JsonValue v when v.GetValueKind() == JsonValueKind.String && Markup().IsMatch(v.GetValue<string>()):
                throw ApiException.BadRequest("Invalid content. You cannot include any tags in the HTTP request.", "invalid_request_entity");
            default:
                break;
        }
    }

    [GeneratedRegex("<[A-Za-z/!][^<>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();
}
