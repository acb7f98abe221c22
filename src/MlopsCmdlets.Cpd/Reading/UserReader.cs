using System.Text.Json;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Reading;

/// <summary>Users and groups out of the two platform services, which spell them differently.</summary>
internal static class UserReader
{
    public static CpdUser User(JsonElement user, CpdSession? session) => new()
    {
        Id = user.Text("uid") ?? user.Text("id") ?? user.Text("ID") ?? "",
        Name = user.Text("username") ?? user.Text("user_name") ?? user.Text("sub") ?? "",
        Type = "user",
        CreatedAt = user.Date("created_timestamp"),
        DisplayName = user.Text("displayName") ?? user.Text("display_name"),
        Email = user.Text("email"),
        Role = user.Text("role"),
        Permissions = user.Texts("permissions"),
        Session = session,
    };

    public static CpdGroup Group(JsonElement group, CpdSession? session) => new()
    {
        Id = group.Text("group_id") ?? group.Text("id") ?? group.Text("ID") ?? "",
        Name = group.Text("name") ?? group.Text("group_name") ?? "",
        Type = "group",
        Description = group.Text("description"),
        Session = session,
    };
}
