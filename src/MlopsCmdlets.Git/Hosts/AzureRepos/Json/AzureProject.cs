namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A project.</summary>
internal sealed record AzureProject
{
    public string Id { get; set; } = "";

    public string? Name { get; init; }

    /// <summary><c>private</c>, <c>public</c> or <c>organization</c>; it holds for its repositories.</summary>
    public string? Visibility { get; init; }
}
