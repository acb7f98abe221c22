namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>An annotated tag.</summary>
internal sealed record AzureTag
{
    public string Name { get; set; } = "";

    public string Message { get; set; } = "";

    public AzureObjectId? TaggedObject { get; init; }
}
