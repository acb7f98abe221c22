namespace MlopsCmdlets.Cpd.Models;

/// <summary>An import of an exported zip. The API tells neither a name nor what was imported.</summary>
public sealed record CpdImport : CpdScopedResource
{
    /// <inheritdoc cref="CpdExport.State"/>
    public string State { get; init; } = "";

    public int? Progress { get; init; }

    public string? FailureMessage { get; init; }
}
