using System.Collections.Immutable;

namespace MlopsCmdlets.Sandbox.Git.Accounts;

/// <summary>A team of an organisation; what it may do holds for all repositories of the organisation.</summary>
internal sealed record GitTeam(long Id, string Slug, RepositoryPermission Permission, ImmutableArray<GitUser> Members);
