namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A page of things.</summary>
internal sealed record AzureList<T>
{
    public IReadOnlyList<T> Value { get; set; } = [];
}
