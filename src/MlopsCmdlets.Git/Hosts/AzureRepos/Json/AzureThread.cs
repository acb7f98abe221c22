using System.Text.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A discussion of a pull request; the host also writes there what happened to it.</summary>
internal sealed record AzureThread
{
    public int? Id { get; init; }

    public DateTimeOffset? PublishedDate { get; init; }

    /// <summary><c>active</c>, <c>fixed</c>, <c>closed</c>, …; policies for comments look at it.</summary>
    public string? Status { get; init; }

    public bool? IsDeleted { get; init; }

    public IReadOnlyList<AzureComment>? Comments { get; init; }

    /// <summary>Each a <c>{"$type":"System.String","$value":"…"}</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Properties { get; init; }

    /// <summary>Who is meant by a number in the properties.</summary>
    public IReadOnlyDictionary<string, AzureIdentityRef>? Identities { get; init; }

    /// <summary>What a property says; null where there is none.</summary>
    public string? Property(string name) =>
        Properties is null || !Properties.TryGetValue(name, out var property) || property.ValueKind != JsonValueKind.Object || !property.TryGetProperty("$value", out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
