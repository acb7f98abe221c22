namespace MlopsCmdlets.Cpd.Models;

/// <summary>A user group of the platform.</summary>
public sealed record CpdGroup : CpdResource;
