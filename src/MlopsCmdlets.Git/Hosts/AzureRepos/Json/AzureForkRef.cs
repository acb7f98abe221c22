namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A branch of a fork.</summary>
internal sealed record AzureForkRef
{
    public string? Name { get; init; }

    public AzureRepository? Repository { get; init; }
}
