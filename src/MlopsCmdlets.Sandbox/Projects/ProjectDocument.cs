using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Projects;

/// <summary>How projects and their members are written (reference §4.3 and 4.4).</summary>
internal static class ProjectDocument
{
    public static JsonObject Of(World world, Container project, bool members)
    {
        var entity = project.Entity;
        entity["scope"] = new JsonObject { ["bss_account_id"] = "999", ["enforce_members"] = entity.Flag("enforce_members") ?? true };
        entity.Remove("enforce_members");
        entity["creator"] = world.Users.ByUid(project.CreatorId)?.UserName ?? project.CreatorId;
        entity["creator_iam_id"] = project.CreatorId;
        entity["catalog"] = new JsonObject { ["public"] = false, ["guid"] = project.CatalogId };
        if (members) entity["members"] = new JsonArray([.. project.Members.Select(Of)]);
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["guid"] = project.Id,
                ["url"] = $"/v2/projects/{project.Id}",
                ["created_at"] = project.CreatedAt.ToMilliseconds(),
                ["updated_at"] = (project.UpdatedAt ?? project.CreatedAt).ToMilliseconds(),
            },
            ["entity"] = entity,
        };
    }

    /// <summary>States are in upper case here, unlike in spaces.</summary>
    public static JsonObject Of(Member member) => new()
    {
        ["id"] = member.Id,
        ["user_name"] = member.UserName,
        ["role"] = member.RoleName,
        ["type"] = member.Type,
        ["state"] = member.State.ToUpperInvariant(),
    };
}
