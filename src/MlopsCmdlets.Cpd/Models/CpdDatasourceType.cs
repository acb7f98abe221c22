namespace MlopsCmdlets.Cpd.Models;

/// <summary>A kind of data store that connections can be made to.</summary>
public sealed record CpdDatasourceType : CpdResource
{
    public string? Label { get; init; }
}
