namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>The explicit permissions of a token of a security namespace.</summary>
internal sealed record AzureAccessList
{
    public string Token { get; init; } = "";

    /// <summary>Whether the lists of the tokens above count too.</summary>
    public bool InheritPermissions { get; init; } = true;

    /// <summary>By descriptor.</summary>
    public IReadOnlyDictionary<string, AzureAccessEntry> AcesDictionary { get; init; } = new Dictionary<string, AzureAccessEntry>(StringComparer.Ordinal);
}
