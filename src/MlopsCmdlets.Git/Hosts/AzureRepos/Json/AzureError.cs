namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>Azure DevOps' error body.</summary>
internal sealed record AzureError
{
    public static readonly AzureError None = new();

    public string? Message { get; init; }

    /// <summary>The kind of the error, for example <c>GitRepositoryNotFoundException</c>.</summary>
    public string? TypeKey { get; init; }
}
