using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A property of an identity: <c>{"$type":"System.String","$value":"…"}</c>.</summary>
internal sealed record AzureValue
{
    [JsonPropertyName("$value")]
    public JsonElement Value { get; init; }
}
