using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>A status of a commit. The newest of each context counts.</summary>
internal sealed record CommitStatus(long Id, string Sha, string Context, string State, string? Description, string? TargetUrl, GitUser Creator, DateTimeOffset CreatedAt);
