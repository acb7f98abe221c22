namespace MlopsCmdlets.Cpd.Models;

/// <summary>What to change of a space; null leaves a value as it is. The API can change neither tags nor the production flag.</summary>
public sealed record CpdSpaceChange
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Stage { get; init; }
}
