namespace MlopsCmdlets.Cpd.Models;

/// <summary>What to change of an asset, model, function, script or deployment; null leaves a value as it is.</summary>
public sealed record CpdChange
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}
