namespace MlopsCmdlets.Cpd.Models;

/// <summary>A committed revision of a model, function or script; <see cref="CpdResource.Id"/> is the asset's id.</summary>
public sealed record CpdRevision : CpdScopedResource
{
    /// <summary>The revision number as text; it is a string in the API.</summary>
    public required string Revision { get; init; }

    public string? CommitMessage { get; init; }
}
