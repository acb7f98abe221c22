using System.Globalization;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>
/// Which head a vote is for. The list of reviewers does not say so. But the host notes each vote in the discussions, with its time, and each head (an iteration)
/// with the time at which it came: https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads/list and .../pull-request-iterations/list.
/// </summary>
internal static class VoteHeads
{
    /// <summary>The head that was there when a reviewer gave the vote that stands; null where the host's notes do not tell.</summary>
    public static string? Of(AzureIdentityRef reviewer, IEnumerable<AzureThread> threads, IEnumerable<AzureIteration> iterations)
    {
        var last = threads.Where(t => IsVote(t) && string.Equals(Voter(t), reviewer.Id, StringComparison.OrdinalIgnoreCase)).OrderBy(t => t.PublishedDate).LastOrDefault();
        if (last?.PublishedDate is not { } time || last.Property("CodeReviewVoteResult") != (reviewer.Vote ?? 0).ToString(CultureInfo.InvariantCulture))
            return null;
        return iterations.Where(i => i.CreatedDate <= time).OrderBy(i => i.Id).LastOrDefault()?.SourceRefCommit?.CommitId;
    }

    /// <summary>Only what the host itself wrote: everybody may start a discussion, with properties like these.</summary>
    private static bool IsVote(AzureThread thread) =>
        thread.IsDeleted != true && thread.Property("CodeReviewThreadType") == "VoteUpdate" && thread.Comments is [{ CommentType: "system" }, ..];

    /// <summary>Older releases write the voter's id, newer ones the key of an identity.</summary>
    private static string? Voter(AzureThread thread) =>
        thread.Property("CodeReviewVotedByTfId")
        ?? (thread.Property("CodeReviewVotedByIdentity") is { } key && thread.Identities is not null && thread.Identities.TryGetValue(key, out var identity) ? identity.Id : null);
}
