using System.Text.Json.Nodes;

namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>Builds error bodies in the form of each family.</summary>
internal static class ErrorWriter
{
    public static IResult Result(ErrorShape shape, ApiException error, string trace) => shape switch
    {
        ErrorShape.Errors => Reply.Json(Errors(error, trace), error.Status),
        ErrorShape.Reason => Reply.Json(
            new JsonObject
            {
                ["code"] = error.Status,
                ["error"] = Reply.ReasonPhrase(error.Status),
                ["reason"] = error.Message,
                ["message"] = Sentence(error.Status),
            },
            error.Status),
        ErrorShape.Platform => Reply.Json(
            new JsonObject { ["_statusCode_"] = error.Status, ["exception"] = error.Message, ["message"] = error.Message },
            error.Status),
        ErrorShape.UserManagement => Reply.Json(
            new JsonObject { ["_messageCode_"] = error.Code, ["message"] = error.Message },
            error.Status),
        ErrorShape.GitHub => Git.GitHub.GitHubErrors.Result(error),
        ErrorShape.Azure => Git.Azure.AzureErrors.Result(error),
        _ => Reply.Text($"Error {error.Status} - {Reply.ReasonPhrase(error.Status)}", error.Status),
    };

    /// <summary>Form A, which is also what <c>status.failure</c> of a failed operation holds.</summary>
    public static JsonObject Errors(ApiException error, string trace)
    {
        var item = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        if (error.Target is not null) item["target"] = new JsonObject { ["type"] = error.TargetKind, ["name"] = error.Target };
        return new JsonObject { ["trace"] = trace, ["errors"] = new JsonArray(item) };
    }

    private static string Sentence(int status) => status switch
    {
        400 => "The action will not be processed because the request is not valid.",
        401 => "The action will not be processed because the user is not authenticated.",
        403 => "The action will not be processed because the user is not authorized.",
        404 => "The action will not be processed because the resource was not found.",
        409 => "The action will not be processed due to a conflict.",
        _ => "The action could not be processed.",
    };
}
