using System.Text.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>An identity as the identity service describes it: a user, or a group.</summary>
internal sealed record AzureIdentity
{
    public string Id { get; set; } = "";

    /// <summary>How access control lists name it.</summary>
    public string Descriptor { get; set; } = "";

    /// <summary>The name that people see; of a group <c>[project]\name</c>.</summary>
    public string ProviderDisplayName { get; set; } = "";

    public bool IsActive { get; set; } = true;

    public bool IsContainer { get; init; }

    public IReadOnlyDictionary<string, AzureValue>? Properties { get; init; }

    /// <summary>The name that a user signs in with.</summary>
    public string Account => Text("Account") ?? ProviderDisplayName;

    public string? Mail => Text("Mail");

    /// <summary>Login and name as this library shows them.</summary>
    public HostUser ToUser() => new(Id, Account) { DisplayName = ProviderDisplayName };

    private string? Text(string name) =>
        Properties is not null && Properties.TryGetValue(name, out var value) && value.Value.ValueKind == JsonValueKind.String && value.Value.GetString() is { Length: > 0 } text ? text : null;
}
