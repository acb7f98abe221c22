using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A branch policy. Settings that this library does not know stay as they are.</summary>
internal sealed record AzurePolicy
{
    public int? Id { get; init; }

    public bool IsEnabled { get; init; }

    public bool IsBlocking { get; init; }

    public bool? IsDeleted { get; init; }

    public AzurePolicyType Type { get; set; } = new();

    public JsonObject Settings { get; set; } = [];

    public bool Is(string type) => string.Equals(Type.Id, type, StringComparison.OrdinalIgnoreCase);

    public bool Flag(string setting) => Settings[setting] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public int? Number(string setting) => Settings[setting] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public string? Text(string setting) => Settings[setting] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Whether a policy for a status demands it only once it was published.</summary>
    [JsonIgnore]
    public bool IsConditional => Number("policyApplicability") is > 0;

    /// <summary>The status that a policy of that kind asks for.</summary>
    [JsonIgnore]
    public string StatusContext => AzureStatusContext.Join(Text("statusGenre"), Text("statusName") ?? "");
}
