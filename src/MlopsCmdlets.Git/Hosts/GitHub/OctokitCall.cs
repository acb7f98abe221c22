using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>What Octokit's methods do not take along: what a call is for, whether it may be repeated, and what cancels it.</summary>
internal sealed record OctokitCall(string Action, RetrySafety Retry, CancellationToken CancellationToken);
