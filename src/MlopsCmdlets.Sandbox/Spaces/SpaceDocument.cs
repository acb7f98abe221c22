using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Spaces;

/// <summary>How spaces and their members are written (reference §3.3 and 3.5).</summary>
internal static class SpaceDocument
{
    private const string MachineLearning = "99999999-9999-9999-9999-999999999999";

    public static JsonObject Of(Container space, bool members)
    {
        var entity = space.Entity;
        entity["compute"] = new JsonArray(new JsonObject
        {
            ["crn"] = $"crn:v1:cpd:private:pm-20:private:a/cpduser:{MachineLearning}::",
            ["guid"] = MachineLearning,
            ["name"] = "Watson Machine Learning",
            ["type"] = "machine_learning",
        });
        if (members) entity["members"] = new JsonArray([.. space.Members.Select(Of)]);
        entity["scope"] = new JsonObject { ["bss_account_id"] = "cpdaccount" };
        entity["status"] = new JsonObject { ["state"] = State(space) };
        var metadata = new JsonObject
        {
            ["created_at"] = space.CreatedAt.ToMilliseconds(),
            ["creator_id"] = space.CreatorId,
            ["id"] = space.Id,
            ["url"] = $"/v2/spaces/{space.Id}",
        };
        if (space.UpdatedAt is { } updated) metadata["updated_at"] = updated.ToMilliseconds();
        return new JsonObject { ["entity"] = entity, ["metadata"] = metadata };
    }

    public static JsonObject Of(Member member) => new()
    {
        ["id"] = member.Id,
        ["role"] = member.RoleName,
        ["state"] = member.State,
        ["type"] = member.Type,
    };

    private static string State(Container space) => space.Deletion is not null ? "deleting" : space.Creation.Done ? "active" : "preparing";
}
