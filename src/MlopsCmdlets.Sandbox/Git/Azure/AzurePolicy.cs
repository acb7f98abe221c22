using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>A policy configuration: a type, its settings, and the branches that it is for.</summary>
internal sealed class AzurePolicy(int id, string typeId, GitUser creator, DateTimeOffset createdAt)
{
    public const string MinimumReviewers = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
    public const string Status = "cbdc66da-9728-4af8-aada-9a5a32e4a226";
    public const string RequiredReviewers = "fd2167ab-b0be-447a-8ec8-39368250530e";
    public const string CommentResolution = "c6a1889d-b943-4856-b76f-9e46bb6b0df2";
    public const string MergeStrategy = "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab";
    public const string Build = "0609b952-1397-4640-95ec-e00a01b2c241";

    /// <summary>A setting of whole repositories, which has no branches.</summary>
    public const string FileSize = "2e26e725-8201-4edd-8bf5-978563c34a80";

    public static readonly IReadOnlyDictionary<string, string> TypeNames = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [MinimumReviewers] = "Minimum number of reviewers",
        [Status] = "Status",
        [RequiredReviewers] = "Required reviewers",
        [CommentResolution] = "Comment requirements",
        [MergeStrategy] = "Require a merge strategy",
        [Build] = "Build",
        [FileSize] = "File size restriction",
    };

    public int Id => id;

    public string TypeId => typeId;

    public GitUser Creator => creator;

    public DateTimeOffset CreatedAt => createdAt;

    public int Revision { get; set; } = 1;

    public required AzureProject Project { get; init; }

    public required bool IsEnabled { get; set; }

    public required bool IsBlocking { get; set; }

    public required JsonObject Settings { get; set; }

    /// <summary>Whether one of its scopes speaks of the branch. A scope without a repository speaks of all of the project.</summary>
    public bool Concerns(AzureRepository repository, string branch) =>
        IsEnabled && typeId != FileSize && Project == repository.Project && (Settings.Array("scope") ?? []).Any(scope => Matches(scope, repository, "refs/heads/" + branch));

    private static bool Matches(JsonNode? scope, AzureRepository repository, string reference)
    {
        if (scope.Text("repositoryId") is { } id && !id.Equals(repository.Guid, StringComparison.OrdinalIgnoreCase)) return false;
        var kind = scope.Text("matchKind");
        if (string.Equals(kind, "DefaultBranch", StringComparison.OrdinalIgnoreCase)) return reference == "refs/heads/" + repository.DefaultBranch;
        return scope.Text("refName") is not { } name
            || (string.Equals(kind, "prefix", StringComparison.OrdinalIgnoreCase) ? reference.StartsWith(name, StringComparison.Ordinal) : reference == name);
    }
}
