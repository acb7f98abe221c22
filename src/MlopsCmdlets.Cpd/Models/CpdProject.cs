using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>An analytics project.</summary>
public sealed record CpdProject : CpdResource
{
    /// <summary><c>assetfiles</c>, or <c>local_git_storage</c> for a project with Git integration.</summary>
    public string? StorageType { get; init; }

    /// <summary>The user name of the creator.</summary>
    public string? Creator { get; init; }

    public bool IsPublic { get; init; }

    [JsonIgnore]
    public CpdContainer Container => CpdContainer.Project(Id, ToString());
}
