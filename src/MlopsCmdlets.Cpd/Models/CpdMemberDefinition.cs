namespace MlopsCmdlets.Cpd.Models;

/// <summary>A member to add. <paramref name="UserName"/> is needed by projects, <paramref name="Id"/> by both.</summary>
public sealed record CpdMemberDefinition(string Id, CpdRole Role, CpdMemberType Type = CpdMemberType.User, string? UserName = null);
