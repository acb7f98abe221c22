using System.Text.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

namespace MlopsCmdlets.Git.Tests.Hosts.AzureRepos;

/// <summary>Which head a vote is for, from the host's notes.</summary>
public sealed class VoteHeadsTests
{
    private static readonly AzureIdentityRef Lead = new() { Id = "lead-id", Vote = 10 };

    private static readonly AzureIteration[] Iterations =
    [
        new() { Id = 2, CreatedDate = At(20), SourceRefCommit = new("second") },
        new() { Id = 1, CreatedDate = At(10), SourceRefCommit = new("first") },
    ];

    [Theory]
    [InlineData(15, "first")]
    [InlineData(25, "second")]
    [InlineData(5, null)]
    public void The_head_of_that_time_is_meant_in_both_forms(int minute, string? head)
    {
        Assert.Equal(head, VoteHeads.Of(Lead, [Note(minute, "10", byKey: true)], Iterations));
        Assert.Equal(head, VoteHeads.Of(Lead, [Note(minute, "10", byKey: false)], Iterations));
    }

    [Fact]
    public void The_last_note_counts_if_it_is_of_the_vote_that_stands()
    {
        Assert.Equal("second", VoteHeads.Of(Lead, [Note(25, "10"), Note(15, "-5")], Iterations));
        Assert.Null(VoteHeads.Of(Lead, [Note(15, "10"), Note(25, "0")], Iterations));
        Assert.Null(VoteHeads.Of(Lead with { Id = "other" }, [Note(15, "10")], Iterations));
        Assert.Null(VoteHeads.Of(Lead, [], Iterations));
    }

    [Fact]
    public void Only_the_hosts_own_notes_count()
    {
        Assert.Null(VoteHeads.Of(Lead, [Note(25, "10") with { Comments = [new AzureComment { CommentType = "text" }] }], Iterations));
        Assert.Null(VoteHeads.Of(Lead, [Note(25, "10") with { Comments = [] }, new AzureThread()], Iterations));
    }

    private static DateTimeOffset At(int minute) => new(2026, 1, 1, 8, minute, 0, TimeSpan.Zero);

    private static AzureThread Note(int minute, string vote, bool byKey = true)
    {
        var voter = byKey ? """ "CodeReviewVotedByIdentity":{"$value":"1"} """ : """ "CodeReviewVotedByTfId":{"$type":"System.String","$value":"LEAD-ID"} """;
        var result = byKey ? $"\"{vote}\"" : vote;
        var json = """
            {"value":[{"comments":[{"commentType":"system"}],"identities":{"1":{"id":"lead-id"}},
              "properties":{"CodeReviewThreadType":{"$type":"System.String","$value":"VoteUpdate"},"CodeReviewVoteResult":{"$value":<result>},<voter>}}]}
            """.Replace("<result>", result, StringComparison.Ordinal).Replace("<voter>", voter, StringComparison.Ordinal);
        var list = JsonSerializer.Deserialize(json, AzureJson.Default.AzureListAzureThread)!;
        return list.Value[0] with { PublishedDate = At(minute) };
    }
}
