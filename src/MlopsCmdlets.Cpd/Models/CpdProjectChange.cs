namespace MlopsCmdlets.Cpd.Models;

/// <summary>What to change of a project; null leaves a value as it is.</summary>
public sealed record CpdProjectChange
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}
