namespace MlopsCmdlets.Cpd.Models;

/// <summary>A user of the platform. <see cref="CpdResource.Id"/> is the uid, <see cref="CpdResource.Name"/> the login name.</summary>
public sealed record CpdUser : CpdResource
{
    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    /// <summary>Platform role, for example <c>Admin</c> or <c>User</c>.</summary>
    public string? Role { get; init; }

    /// <summary>Platform permissions, for example <c>administrator</c>, <c>can_provision</c>, <c>manage_project</c>.</summary>
    public string[] Permissions { get; init; } = [];
}
