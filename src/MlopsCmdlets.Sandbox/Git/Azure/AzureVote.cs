using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>A reviewer of a pull request.</summary>
/// <param name="User">Who.</param>
/// <param name="Vote">10 approved, 5 with suggestions, 0 none, -5 waiting for the author, -10 rejected.</param>
/// <param name="IsRequired">The pull request waits for this reviewer.</param>
internal sealed record AzureVote(GitUser User, int Vote, bool IsRequired);
