namespace MlopsCmdlets.Sandbox.Identity;

/// <summary>A group of users, which can be a member of spaces and projects.</summary>
/// <param name="Id">A number; 10000 is "All users".</param>
internal sealed record Group(string Id, string Name, string Description, DateTimeOffset CreatedAt);
