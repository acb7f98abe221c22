using System.Security;
using MlopsCmdlets.Git.Gates;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Tests.Git;

/// <summary>What gates learn from a Git host.</summary>
public sealed class HostSourceControlTests
{
    private static readonly HostUser Dana = new("1", "dana"), Lead = new("2", "lead"), Ops = new("3", "ops");
    private readonly FakeGitHost _host = new();

    private ISourceControl Source => new HostSourceControl(new HostedRepository(Connection, FakeGitHost.Team), clone: null);

    private MlopsGitHost Connection => new("fake", _host, new GitHostAccess(GitHostKind.GitHub, _host.Url, new SecureString()), _host.Me);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_was_said_about_this_head_counts()
    {
        _host.Add(head: "uat", @base: "prd", author: "dana");
        _host.PullRequests[0] = _host.PullRequests[0] with
        {
            Reviews =
            [
                new Review(Lead, ReviewVerdict.Approve, FakeGitHost.Sha1, IsStale: false),
                new Review(Ops, ReviewVerdict.Approve, FakeGitHost.Sha2, IsStale: false), // another head
                new Review(Dana, ReviewVerdict.Approve, FakeGitHost.Sha1, IsStale: true),
                new Review(new HostUser("4", "late"), ReviewVerdict.Reject, FakeGitHost.Sha2, IsStale: false), // still stands
                new Review(new HostUser("5", "talker"), ReviewVerdict.Comment, FakeGitHost.Sha1, IsStale: false),
            ],
        };

        SourceReview review = Assert.Single(await Source.FindReviewsAsync(FakeGitHost.Sha1, "prd", Token));

        Assert.Equal("churn-team/churn#1", review.Name);
        Assert.Equal("dana", review.Author);
        Assert.Equal(["lead"], review.Approvers);
        Assert.Equal(["late"], review.Rejecters);
    }

    [Fact]
    public async Task Whose_approval_has_no_head_is_told()
    {
        _host.Add(head: "uat", @base: "prd", author: "dana");
        _host.PullRequests[0] = _host.PullRequests[0] with
        {
            Reviews = [new Review(Lead, ReviewVerdict.Approve, FakeGitHost.Sha1, IsStale: false), new Review(Ops, ReviewVerdict.Approve, Commit: null, IsStale: false)],
        };

        SourceReview review = Assert.Single(await Source.FindReviewsAsync(FakeGitHost.Sha1, "prd", Token));

        Assert.Equal(["lead", "ops"], review.Approvers);
        Assert.Equal(["ops"], review.UndatedApprovers);
    }

    [Fact]
    public async Task A_merge_commit_finds_its_pull_request_and_one_that_was_given_up_is_none()
    {
        _host.Add(head: "uat", @base: "prd");
        _host.Add(head: "uat", @base: "prd");
        _host.PullRequests[0] = _host.PullRequests[0] with { State = PullRequestState.Merged, MergeCommit = FakeGitHost.Sha2 };
        _host.PullRequests[1] = _host.PullRequests[1] with { State = PullRequestState.Closed };

        Assert.Equal("churn-team/churn#1", Assert.Single(await Source.FindReviewsAsync(FakeGitHost.Sha2, "prd", Token)).Name);
        Assert.Single(await Source.FindReviewsAsync(FakeGitHost.Sha1, "prd", Token));
        Assert.Empty(await Source.FindReviewsAsync(FakeGitHost.Sha1, "uat", Token));
    }

    [Fact]
    public async Task Checks_of_the_commit_are_required_where_the_pull_request_says_so()
    {
        _host.Add(head: "uat", @base: "prd");
        _host.PullRequests[0] = _host.PullRequests[0] with { Checks = [new CheckState("mlops/uat-gate", CheckOutcome.Pending, IsRequired: true, "", null)] };
        _host.Checks.AddRange([new CheckState("mlops/uat-gate", CheckOutcome.Failed, IsRequired: false, "", null), new CheckState("lint", CheckOutcome.Succeeded, IsRequired: false, "", null)]);

        IReadOnlyList<SourceCheck> checks = await Source.GetChecksAsync(FakeGitHost.Sha1, "prd", Token);

        Assert.Equal([("mlops/uat-gate", null, true), ("mlops/uat-gate", false, true), ("lint", true, false)], checks.Select(c => (c.Name, c.IsGreen, c.IsRequired)));
    }

    [Fact]
    public async Task A_commit_is_in_a_branch_as_its_tip_or_by_a_merge()
    {
        Assert.Equal("it is its tip", await Source.FindInBranchAsync(FakeGitHost.Sha1, "prd", Token));
        Assert.Null(await Source.FindInBranchAsync(FakeGitHost.Sha2, "prd", Token));
        _host.Add(head: "feature", @base: "prd");
        Assert.Null(await Source.FindInBranchAsync(FakeGitHost.Sha2, "prd", Token)); // open
        _host.PullRequests[0] = _host.PullRequests[0] with { State = PullRequestState.Merged };
        Assert.Equal("churn-team/churn#1 merged it", await Source.FindInBranchAsync(FakeGitHost.Sha2, "prd", Token));
    }

    [Fact]
    public async Task The_host_tells_what_is_in_a_history_and_a_branch_that_was_put_back_lost_it()
    {
        _host.Ancestry[(FakeGitHost.Sha2, FakeGitHost.Sha1)] = true;
        Assert.Equal("it is in its history", await Source.FindInBranchAsync(FakeGitHost.Sha2, "prd", Token));

        // Squashed: the commit is not in the branch, and what was made of it is.
        string squashed = new('c', 40);
        _host.Ancestry[(FakeGitHost.Sha2, FakeGitHost.Sha1)] = false;
        _host.Add(head: "feature", @base: "prd");
        _host.PullRequests[0] = _host.PullRequests[0] with { State = PullRequestState.Merged, MergeCommit = squashed };
        _host.Ancestry[(squashed, FakeGitHost.Sha1)] = true;
        Assert.Equal("churn-team/churn#1 merged it", await Source.FindInBranchAsync(FakeGitHost.Sha2, "prd", Token));
        _host.Ancestry[(squashed, FakeGitHost.Sha1)] = false;
        Assert.Null(await Source.FindInBranchAsync(FakeGitHost.Sha2, "prd", Token));
    }

    [Fact]
    public async Task What_the_base_demanded_of_a_merge_is_demanded_of_its_commit()
    {
        _host.Add(head: "uat", @base: "prd");
        _host.PullRequests[0] = _host.PullRequests[0] with
        {
            State = PullRequestState.Merged, MergeCommit = FakeGitHost.Sha2, Checks = [new CheckState("mlops/uat-gate", CheckOutcome.Succeeded, IsRequired: true, "", null)],
        };

        // Green on the head is not green on what became of it.
        Assert.Equal([("mlops/uat-gate", null, true)], (await Source.GetChecksAsync(FakeGitHost.Sha2, "prd", Token)).Select(c => (c.Name, c.IsGreen, c.IsRequired)));
    }

    [Fact]
    public void Without_a_connection_the_reason_is_told()
    {
        SourceNotReachableException failure = Assert.Throws<SourceNotReachableException>(() => HostSourceControl.In(new GitHostList(), Path.GetTempPath())(null));

        Assert.Contains("no connection with a Git host", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-MlopsGitHost", failure.RecommendedAction, StringComparison.Ordinal);
    }
}
