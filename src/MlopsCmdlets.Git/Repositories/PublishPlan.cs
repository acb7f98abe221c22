namespace MlopsCmdlets.Git.Repositories;

/// <summary>A push that is about to be made.</summary>
/// <param name="Root">Top folder of the repository.</param>
/// <param name="Branch">The branch, here and on the remote.</param>
/// <param name="Commit">Its tip.</param>
/// <param name="Remote">The remote.</param>
/// <param name="SetsUpstream">The branch follows nothing yet, and will follow this.</param>
/// <param name="Remarks">What libgit2 does not do in this repository.</param>
public sealed record PublishPlan(string Root, string Branch, string Commit, GitRemote Remote, bool SetsUpstream, IReadOnlyList<string> Remarks);
