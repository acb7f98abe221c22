namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary><c>required_pull_request_reviews</c> of a protected branch.</summary>
internal sealed record ReviewRule(int Approvals, bool DismissStale, bool CodeOwners, bool LastPush);
