using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Identity;

/// <summary>A role of the platform: a named set of permissions.</summary>
internal sealed record PlatformRole(string Id, string Name, string Description, ImmutableArray<string> Permissions)
{
    public JsonObject ToJson() => new()
    {
        ["ID"] = Id,
        ["role_name"] = Name,
        ["description"] = Description,
        ["permissions"] = Permissions.ToJsonArray(),
    };
}
