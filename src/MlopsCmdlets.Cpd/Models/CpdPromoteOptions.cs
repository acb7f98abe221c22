namespace MlopsCmdlets.Cpd.Models;

/// <summary>What a promoted asset gets at the target; null keeps the source's value.</summary>
public sealed record CpdPromoteOptions
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Revision { get; init; }
}
