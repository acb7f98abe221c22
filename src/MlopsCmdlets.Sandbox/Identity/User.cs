using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Identity;

/// <summary>A user of the platform. Immutable; changes replace the record in the directory.</summary>
internal sealed record User
{
    /// <summary>A string of digits, such as 1000330999 for the first administrator.</summary>
    public required string Uid { get; init; }

    public required string UserName { get; init; }

    public required string Password { get; init; }

    public required string ApiKey { get; init; }

    public string DisplayName { get; init; } = "";

    public string Email { get; init; } = "";

    public ImmutableArray<string> Roles { get; init; } = [];

    public ImmutableArray<string> Permissions { get; init; } = [];

    /// <summary>Ids of the groups, among them 10000 for all users.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    public bool Enabled { get; init; } = true;

    public DateTimeOffset CreatedAt { get; init; }

    public bool IsAdministrator => Permissions.Contains("administrator");

    public string Role => IsAdministrator ? "Admin" : "User";

    /// <summary>As in <c>UserInfo</c> and <c>UsersInfo[]</c> of the platform API.</summary>
    public JsonObject ToUserInfo() => new()
    {
        ["uid"] = Uid,
        ["username"] = UserName,
        ["displayName"] = DisplayName,
        ["email"] = Email,
        ["approval_status"] = "approved",
        ["authenticator"] = "default",
        ["current_account_status"] = Enabled ? "enabled" : "disabled",
        ["permissions"] = Permissions.ToJsonArray(),
        ["role"] = Role,
        ["user_roles"] = Roles.ToJsonArray(),
        ["created_timestamp"] = CreatedAt.ToUnixTimeMilliseconds(),
    };
}
