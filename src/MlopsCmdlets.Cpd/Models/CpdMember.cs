using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A member of a space or a project. <see cref="CpdResource.Id"/> is the uid of the user or the id of the group.</summary>
public sealed record CpdMember : CpdResource
{
    public required CpdRole Role { get; init; }

    public CpdMemberType MemberType { get; init; }

    /// <summary><c>active</c> or <c>pending</c>, always in lower case here (projects write it in upper case).</summary>
    public string State { get; init; } = "";

    /// <summary>The login name; spaces do not tell it, so it is null there unless it was looked up.</summary>
    public string? UserName { get; init; }

    public string? SpaceId { get; init; }

    public string? ProjectId { get; init; }

    [JsonIgnore]
    public CpdContainer? Container => CpdContainer.Of(SpaceId, ProjectId, Session);
}
