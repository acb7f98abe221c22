namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>The explicit permissions of a token of a security namespace.</summary>
internal sealed record AzureAccessList
{
    public string Token { get; set; } = "";

    /// <summary>Whether the lists of the tokens above count too.</summary>
    public bool InheritPermissions { get; set; } = true;

    /// <summary>By descriptor.</summary>
    public IReadOnlyDictionary<string, AzureAccessEntry> AcesDictionary { get; set; } = new Dictionary<string, AzureAccessEntry>(StringComparer.Ordinal);
}
