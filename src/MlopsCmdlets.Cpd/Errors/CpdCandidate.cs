namespace MlopsCmdlets.Cpd.Errors;

/// <summary>One of several things with the same name.</summary>
public sealed record CpdCandidate(string Id, string Name, string Type, DateTimeOffset? CreatedAt);
