using System.Collections.Immutable;
using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary><c>restrictions</c> of a protected branch: who may push and merge.</summary>
internal sealed record PushRestriction(ImmutableArray<GitUser> Users, ImmutableArray<GitTeam> Teams)
{
    public bool Allows(GitUser user) => Users.Contains(user) || Teams.Any(t => t.Members.Contains(user));
}
