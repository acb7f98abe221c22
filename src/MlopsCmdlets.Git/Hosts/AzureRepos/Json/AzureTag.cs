namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>An annotated tag.</summary>
internal sealed record AzureTag
{
    public string Name { get; init; } = "";

    public string Message { get; init; } = "";

    public AzureObjectId? TaggedObject { get; init; }
}
