using System.Collections.Immutable;

namespace MlopsCmdlets.Sandbox.Git.Accounts;

/// <summary>An organisation with its members and teams.</summary>
internal sealed class GitOrganization(long id, string login, string name) : GitOwner(id, login, name)
{
    public ImmutableArray<GitUser> Owners { get; private set; } = [];

    /// <summary>All members, owners among them.</summary>
    public ImmutableArray<GitUser> Members { get; private set; } = [];

    public ImmutableArray<GitTeam> Teams { get; private set; } = [];

    /// <summary>What members may do in every repository of the organisation.</summary>
    public RepositoryPermission BasePermission { get; init; } = RepositoryPermission.Read;

    public GitTeam? Team(string slug) => Teams.FirstOrDefault(t => t.Slug.Equals(slug, StringComparison.OrdinalIgnoreCase));

    public void AddOwner(GitUser user)
    {
        AddMember(user);
        if (!Owners.Contains(user)) Owners = Owners.Add(user);
    }

    public void AddMember(GitUser user)
    {
        if (!Members.Contains(user)) Members = Members.Add(user);
    }

    /// <param name="id">The team's number.</param>
    /// <param name="slug">Its name in links.</param>
    /// <param name="permission">What it may do in every repository of the organisation.</param>
    /// <param name="members">Who is in it; they become members of the organisation too.</param>
    public GitTeam AddTeam(long id, string slug, RepositoryPermission permission, params ReadOnlySpan<GitUser> members)
    {
        var team = new GitTeam(id, slug, permission, [.. members]);
        foreach (var member in members) AddMember(member);
        Teams = Teams.Add(team);
        return team;
    }
}
