using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>Azure DevOps' error bodies, told apart by their <c>typeKey</c>.</summary>
internal static class AzureErrors
{
    private const string Server = "Microsoft.TeamFoundation.Git.Server";

    public static IResult Result(ApiException error) => Reply.Json(
        new JsonObject
        {
            ["$id"] = "1",
            ["innerException"] = null,
            ["message"] = error.Message,
            ["typeName"] = $"{Server}.{error.Code}, {Server}",
            ["typeKey"] = error.Code,
            ["errorCode"] = 0,
            ["eventId"] = 3000,
        },
        error.Status);

    public static ApiException RepositoryNotFound(string name) => new(
        404,
        "GitRepositoryNotFoundException",
        $"TF401019: The Git repository with name or identifier {name} does not exist or you do not have permissions for the operation you are attempting.");

    public static ApiException ProjectNotFound(string name) => new(
        404,
        "ProjectDoesNotExistWithNameException",
        $"TF200016: The following project does not exist: {name}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.");

    public static ApiException PullRequestNotFound() => new(404, "GitPullRequestNotFoundException", "TF401180: The requested pull request was not found.");

    public static ApiException NeedsPermission(string permission) => new(403, "GitNeedsPermissionException", $"TF401027: You need the Git '{permission}' permission to perform this action.");

    public static ApiException Argument(string name) => new(400, "InvalidArgumentValueException", $"Value cannot be null or is not valid.\r\nParameter name: {name}");
}
