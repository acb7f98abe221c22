using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>GitHub's error bodies: <c>message</c>, for 422 often <c>errors[]</c>, and <c>documentation_url</c>.</summary>
internal static class GitHubErrors
{
    private const string Documentation = "https://docs.github.com/enterprise-server/rest";

    public static IResult Result(ApiException error)
    {
        var body = new JsonObject { ["message"] = error.Message };
        if (error.Details is JsonArray errors) body["errors"] = errors.DeepClone();
        body["documentation_url"] = Documentation;
        body["status"] = error.Status.ToString(CultureInfo.InvariantCulture);
        return Reply.Json(body, error.Status);
    }

    public static ApiException NotFound(string message = "Not Found") => ApiException.NotFound(message);

    public static ApiException BadCredentials() => ApiException.Unauthorized("Bad credentials");

    public static ApiException Unprocessable(string message) => new(422, "unprocessable", message);

    /// <summary>422 whose <c>errors</c> are objects, as most are.</summary>
    public static ApiException Validation(string resource, string? field, string code, string? text = null)
    {
        var item = new JsonObject { ["resource"] = resource, ["code"] = code };
        if (field is not null) item["field"] = field;
        if (text is not null) item["message"] = text;
        return new(422, "validation_failed", "Validation Failed") { Details = new JsonArray(item) };
    }

    /// <summary>422 whose <c>errors</c> are texts, as those of reviews and protection are.</summary>
    public static ApiException Refused(string text, string message = "Validation Failed") => new(422, "validation_failed", message) { Details = new[] { text }.ToJsonArray() };
}
