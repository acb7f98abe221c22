using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Tests.Hosts;

/// <summary>Pull requests: open, review, merge, close, comment.</summary>
public abstract partial class GitHostContract
{
    [Fact]
    public async Task A_pull_request_from_opening_to_merge()
    {
        var (repository, pull) = await OpenAsync();
        var (author, lead) = (As(GitSandbox.Scientist), As(GitSandbox.Lead));
        var head = await TipAsync(repository, "feature/optimize");
        Assert.Equal((PullRequestState.Open, "feature/optimize", "dev", head, "Optimize"), (pull.State, pull.Head, pull.Base, pull.HeadCommit, pull.Title));
        Assert.Equal(LoginOf(GitSandbox.Scientist), pull.Author.Login, ignoreCase: true);
        Assert.Equal(repository, pull.HeadRepository);
        Assert.Null(pull.MergeCommit);

        // The same again is the same one.
        var again = await author.CreatePullRequestAsync(repository, new PullRequestDefinition("Other title", "feature/optimize", "dev") { Reviewers = [GitSandbox.Lead] }, Stop);
        Assert.Equal(pull.Number, again.Number);
        Assert.Equal(LoginOf(GitSandbox.Lead), Assert.Single(again.RequestedReviewers).Login, ignoreCase: true);

        var own = await FailsAsync<OwnPullRequestException>(() => author.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, head, null, Stop));
        Assert.Contains("own", own.Message, StringComparison.Ordinal);
        var reviewed = await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, head, "Fine", Stop);
        var review = Assert.Single(reviewed.Reviews);
        Assert.Equal((ReviewVerdict.Approve, false), (review.Verdict, review.IsStale));
        Assert.Equal(LoginOf(GitSandbox.Lead), review.Reviewer.Login, ignoreCase: true);
        Assert.Empty(reviewed.RequestedReviewers);

        var merged = await lead.MergeAsync(repository, pull.Number, new MergeRequest(head) { DeleteBranch = true }, Stop);
        Assert.Equal((PullRequestState.Merged, head), (merged.State, merged.HeadCommit));
        Assert.NotNull(merged.MergedAt);
        Assert.Equal(await TipAsync(repository, "dev"), merged.MergeCommit);
        Assert.Null(await lead.FindBranchAsync(repository, "feature/optimize", Stop));

        // Run again after a crash, it is done already; with another head it is not what was asked for.
        Assert.Equal(merged.MergeCommit, (await lead.MergeAsync(repository, pull.Number, new MergeRequest(head) { DeleteBranch = true }, Stop)).MergeCommit);
        await FailsAsync<PullRequestHeadMovedException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(merged.MergeCommit!), Stop));
        Assert.Equal(merged.MergeCommit, await TipAsync(repository, "dev"));
    }

    [Fact]
    public async Task Lists_select_by_state_base_and_head_newest_first()
    {
        var (repository, first) = await OpenAsync();
        await CommitAsync(GitSandbox.Scientist, repository, "other", "test_size=0.3\n", from: "dev");
        var host = As(GitSandbox.Scientist);
        var second = await host.CreatePullRequestAsync(repository, new PullRequestDefinition("Other", "other", "uat"), Stop);
        await host.CloseAsync(repository, first.Number, Stop);
        Assert.Equal([second.Number, first.Number], await NumbersAsync(new PullRequestQuery()));
        Assert.Equal([second.Number], await NumbersAsync(new PullRequestQuery { State = PullRequestState.Open }));
        Assert.Equal([first.Number], await NumbersAsync(new PullRequestQuery { State = PullRequestState.Closed }));
        Assert.Empty(await NumbersAsync(new PullRequestQuery { State = PullRequestState.Merged }));
        Assert.Equal([second.Number], await NumbersAsync(new PullRequestQuery { Base = "uat" }));
        Assert.Equal([first.Number], await NumbersAsync(new PullRequestQuery { Head = "feature/optimize" }));
        Assert.Equal([second.Number], await NumbersAsync(new PullRequestQuery { Limit = 1 }));

        async Task<int[]> NumbersAsync(PullRequestQuery query) => [.. (await host.ListPullRequestsAsync(repository, query, Stop)).Select(p => p.Number)];
    }

    [Fact]
    public async Task A_pull_request_that_cannot_be_is_explained()
    {
        var repository = await AddRepositoryAsync("dev", "uat", "prd");
        var host = As(GitSandbox.Scientist);
        await FailsAsync<NothingToMergeException>(() => host.CreatePullRequestAsync(repository, new PullRequestDefinition("x", "dev", "uat"), Stop));
        await CommitAsync(GitSandbox.Scientist, repository, "dev", "test_size=0.2\n");
        Assert.Contains("'nothing'", (await FailsAsync<GitHostNotFoundException>(() => host.CreatePullRequestAsync(repository, new PullRequestDefinition("x", "nothing", "uat"), Stop))).Message, StringComparison.Ordinal);
        Assert.Contains("'nothing'", (await FailsAsync<GitHostNotFoundException>(() => host.CreatePullRequestAsync(repository, new PullRequestDefinition("x", "dev", "nothing"), Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_request_comes_from_a_fork()
    {
        var (source, target) = await AddForkSourceAsync("dev", "prd");
        var lead = As(GitSandbox.Lead);
        await lead.ForkAsync(source, target, TimeSpan.FromMinutes(1), progress: null, Stop);
        var head = await CommitAsync(GitSandbox.Lead, target, "fix", "test_size=0.2\n", from: "dev");
        var pull = await lead.CreatePullRequestAsync(source, new PullRequestDefinition("Fix", "fix", "dev") { HeadRepository = target }, Stop);
        Assert.Equal((source, target, "fix", head), (pull.Repository, pull.HeadRepository, pull.Head, pull.HeadCommit));
        Assert.Equal(pull.Number, (await lead.CreatePullRequestAsync(source, new PullRequestDefinition("Fix", "fix", "dev") { HeadRepository = target }, Stop)).Number);
    }

    [Fact]
    public async Task Only_the_head_that_was_looked_at_is_reviewed_or_merged()
    {
        var (repository, pull) = await OpenAsync();
        var lead = As(GitSandbox.Lead);
        var next = await CommitAsync(GitSandbox.Scientist, repository, "feature/optimize", "test_size=0.3\n");
        var review = await FailsAsync<PullRequestHeadMovedException>(() => lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, null, Stop));
        Assert.Equal((pull.HeadCommit, next), (review.Expected, review.Actual));
        await FailsAsync<PullRequestHeadMovedException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop));
        Assert.Equal(PullRequestState.Open, (await lead.GetPullRequestAsync(repository, pull.Number, Stop)).State);
    }

    [Fact]
    public async Task Only_into_the_base_that_was_looked_at_is_merged()
    {
        var (repository, pull) = await OpenAsync();
        var (lead, before) = (As(GitSandbox.Lead), await TipAsync(repository, "uat"));
        await RetargetAsync(GitSandbox.Scientist, repository, pull.Number, "uat");
        var merge = new MergeRequest(pull.HeadCommit) { ExpectedBase = pull.Base };

        var error = await FailsAsync<PullRequestNotMergeableException>(() => lead.MergeAsync(repository, pull.Number, merge, Stop));

        Assert.Contains("into 'uat' now, not into 'dev'", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await TipAsync(repository, "uat"));
        Assert.Equal(PullRequestState.Merged, (await lead.MergeAsync(repository, pull.Number, merge with { ExpectedBase = "uat" }, Stop)).State);
    }

    [Fact]
    public async Task A_branch_that_cannot_be_deleted_costs_nothing_of_the_merge()
    {
        var (repository, pull) = await OpenAsync();
        var lead = As(GitSandbox.Lead);
        await lead.ProtectAsync(repository, pull.Head, new ProtectionRules { RequirePullRequest = true }, Stop);
        GitHostException? kept = null;
        var merge = new MergeRequest(pull.HeadCommit) { DeleteBranch = true, BranchKept = e => kept = e };

        var merged = await lead.MergeAsync(repository, pull.Number, merge, Stop);

        Assert.Equal((PullRequestState.Merged, await TipAsync(repository, "dev")), (merged.State, merged.MergeCommit));
        Assert.IsType<BranchProtectedException>(kept);
        Assert.NotNull(await lead.FindBranchAsync(repository, pull.Head, Stop));
        await FailsAsync<BranchProtectedException>(() => lead.MergeAsync(repository, pull.Number, merge with { BranchKept = null }, Stop));
    }

    [Fact]
    public async Task A_conflict_is_told_before_anything_is_merged()
    {
        var (repository, pull) = await OpenAsync();
        var tip = await CommitAsync(GitSandbox.Lead, repository, "dev", "test_size=0.9\n");
        await FailsAsync<PullRequestConflictException>(() => As(GitSandbox.Lead).MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop));
        var found = await As(GitSandbox.Lead).GetPullRequestAsync(repository, pull.Number, Stop);
        Assert.Equal((PullRequestState.Open, Mergeability.Conflict), (found.State, found.Mergeable));
        Assert.NotEmpty(found.Blockers);
        Assert.Equal(tip, await TipAsync(repository, "dev"));
    }

    [Theory]
    [InlineData(MergeStrategy.Merge, 2)]
    [InlineData(MergeStrategy.Squash, 1)]
    [InlineData(MergeStrategy.Rebase, 1)]
    public async Task Strategies_make_different_histories(MergeStrategy strategy, int parents)
    {
        var (repository, pull) = await OpenAsync();
        await CommitAsync(GitSandbox.Scientist, repository, "feature/optimize", "test_size=0.1\n");
        var head = await TipAsync(repository, "feature/optimize");
        var merged = await As(GitSandbox.Lead).MergeAsync(repository, pull.Number, new MergeRequest(head) { Strategy = strategy }, Stop);
        Assert.Equal(parents, await ParentsAsync(repository, merged.MergeCommit!));
        Assert.NotNull(await As(GitSandbox.Lead).FindBranchAsync(repository, "feature/optimize", Stop));
    }

    [Fact]
    public async Task A_review_that_rejects_and_missing_approvals_stop_the_merge()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead);
        await lead.ProtectAsync(repository, "uat", new ProtectionRules { RequirePullRequest = true, Approvals = 1, DismissStale = true, IncludeAdministrators = true }, Stop);
        var merge = new MergeRequest(pull.HeadCommit) { Timeout = TimeSpan.FromSeconds(30) };
        var missing = await FailsAsync<ReviewsMissingException>(() => lead.MergeAsync(repository, pull.Number, merge, Stop));
        Assert.Equal((1, 0), (missing.Required, missing.Given));

        var rejected = await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Reject, pull.HeadCommit, "Not so.", Stop);
        Assert.Equal(ReviewVerdict.Reject, Assert.Single(rejected.Reviews).Verdict);
        Assert.NotEmpty(rejected.Blockers);
        Assert.Equal([LoginOf(GitSandbox.Lead)], (await FailsAsync<ReviewsMissingException>(() => lead.MergeAsync(repository, pull.Number, merge, Stop))).RejectedBy, StringComparer.OrdinalIgnoreCase);

        await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, null, Stop);
        var approved = await lead.GetPullRequestAsync(repository, pull.Number, Stop);
        Assert.Equal((ReviewVerdict.Approve, pull.HeadCommit), (Assert.Single(approved.Reviews).Verdict, approved.Reviews[0].Commit));
        Assert.Equal(1, approved.RequiredApprovals);

        // New commits make the approval void.
        var next = await CommitAsync(GitSandbox.Scientist, repository, "feature/optimize", "test_size=0.3\n");
        await FailsAsync<ReviewsMissingException>(() => lead.MergeAsync(repository, pull.Number, merge with { ExpectedHead = next }, Stop));
        await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, next, null, Stop);
        Assert.Equal(PullRequestState.Merged, (await lead.MergeAsync(repository, pull.Number, merge with { ExpectedHead = next }, Stop)).State);
    }

    [Fact]
    public async Task Where_a_push_leaves_approvals_the_head_that_each_is_for_is_known()
    {
        var (repository, pull) = await OpenAsync();
        var lead = As(GitSandbox.Lead);
        Assert.Equal(pull.HeadCommit, Assert.Single((await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, null, Stop)).Reviews).Commit);

        var next = await CommitAsync(GitSandbox.Scientist, repository, "feature/optimize", "test_size=0.3\n");
        var moved = await lead.GetPullRequestAsync(repository, pull.Number, Stop);
        Assert.Equal((next, pull.HeadCommit), (moved.HeadCommit, Assert.Single(moved.Reviews).Commit));

        Assert.Equal(next, Assert.Single((await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, next, null, Stop)).Reviews).Commit);
        await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, next, null, Stop);
        Assert.Equal(next, Assert.Single((await lead.GetPullRequestAsync(repository, pull.Number, Stop)).Reviews).Commit);
    }

    [Fact]
    public async Task A_merge_waits_for_required_checks_and_stops_at_red_ones()
    {
        var (repository, pull) = await OpenAsync("uat");
        var (lead, robot) = (As(GitSandbox.Lead), As(GitSandbox.Automation));
        await lead.ProtectAsync(repository, "uat", new ProtectionRules { RequireStatus = ["mlops/uat-gate"], IncludeAdministrators = true }, Stop);
        var merge = new MergeRequest(pull.HeadCommit) { Timeout = TimeSpan.FromSeconds(30) };
        var expected = Assert.Single((await lead.GetPullRequestAsync(repository, pull.Number, Stop)).Checks);
        Assert.Equal(("mlops/uat-gate", CheckOutcome.Pending, true), (expected.Name, expected.Outcome, expected.IsRequired));
        Assert.Equal(["mlops/uat-gate"], (await FailsAsync<ChecksMissingException>(() => lead.MergeAsync(repository, pull.Number, merge, Stop))).Pending);

        await robot.SetPullRequestStatusAsync(repository, pull.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Failed, "AUC 0.71", null), Stop);
        Assert.Equal(["mlops/uat-gate"], (await FailsAsync<ChecksMissingException>(() => lead.MergeAsync(repository, pull.Number, merge, Stop))).Failed);

        await robot.SetPullRequestStatusAsync(repository, pull.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Pending, "Measuring", null), Stop);
        var told = new Told(async words =>
        {
            if (words.Contains("mlops/uat-gate", StringComparison.Ordinal))
                await robot.SetPullRequestStatusAsync(repository, pull.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Succeeded, "AUC 0.98", new Uri("https://example.com/gate")), Stop);
        });
        var merged = await lead.MergeAsync(repository, pull.Number, merge with { Timeout = TimeSpan.FromHours(1), Progress = told }, Stop);
        Assert.Equal(PullRequestState.Merged, merged.State);
        Assert.Contains(told.Lines, line => line.Contains("mlops/uat-gate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closing_is_no_merge_and_may_be_repeated()
    {
        var (repository, pull) = await OpenAsync();
        var host = As(GitSandbox.Scientist);
        var closed = await host.CloseAsync(repository, pull.Number, Stop);
        Assert.Equal((PullRequestState.Closed, null), (closed.State, closed.MergeCommit));
        Assert.Equal(PullRequestState.Closed, (await host.CloseAsync(repository, pull.Number, Stop)).State);
        await FailsAsync<PullRequestNotMergeableException>(() => As(GitSandbox.Lead).MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop));
    }

    [Fact]
    public async Task A_comment_replaces_the_earlier_one_of_the_same_user_and_key()
    {
        var (repository, pull) = await OpenAsync();
        var (lead, robot) = (As(GitSandbox.Lead), As(GitSandbox.Automation));
        var first = await robot.CommentAsync(repository, pull.Number, "uat--report>", "# Report 1", Stop);
        await robot.CommentAsync(repository, pull.Number, "other", "Other", Stop);
        await lead.CommentAsync(repository, pull.Number, "uat--report>", "The lead's own", Stop);
        Assert.Equal(CommentChange.Added, first.Change);
        Assert.Equal(first with { Change = CommentChange.Updated }, await robot.CommentAsync(repository, pull.Number, "uat--report>", "# Report 2", Stop));
        Assert.Equal(first with { Change = CommentChange.Unchanged }, await robot.CommentAsync(repository, pull.Number, "uat--report>", "# Report 2", Stop));
        var texts = await CommentsAsync(repository, pull.Number);
        Assert.Equal(3, texts.Count);
        Assert.Contains(texts, text => text.Contains("# Report 2", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("# Report 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Statuses_of_a_commit_are_read_as_they_were_set()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        var robot = As(GitSandbox.Automation);
        var tip = await TipAsync(repository, "dev");
        Assert.Empty(await robot.GetChecksAsync(repository, tip, Stop));
        await robot.SetCommitStatusAsync(repository, tip, new StatusUpdate("mlops/dev-gate", CheckOutcome.Pending, "Measuring", null), Stop);
        await robot.SetCommitStatusAsync(repository, tip, new StatusUpdate("mlops/dev-gate", CheckOutcome.Succeeded, new string('x', 200), new Uri("https://example.com/a?b=c")), Stop);
        await robot.SetCommitStatusAsync(repository, tip, new StatusUpdate("mlops/smoke", CheckOutcome.Failed, "", null), Stop);
        var checks = (await robot.GetChecksAsync(repository, tip, Stop)).ToDictionary(c => c.Name);
        Assert.Equal(["mlops/dev-gate", "mlops/smoke"], checks.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((CheckOutcome.Succeeded, "https://example.com/a?b=c"), (checks["mlops/dev-gate"].Outcome, checks["mlops/dev-gate"].TargetUrl?.AbsoluteUri));
        Assert.StartsWith("xxxx", checks["mlops/dev-gate"].Description, StringComparison.Ordinal);
        Assert.Equal(CheckOutcome.Failed, checks["mlops/smoke"].Outcome);
    }

    [Fact]
    public async Task Foreign_text_stays_as_it_is_in_objects()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        await CommitAsync(GitSandbox.Scientist, repository, "feature", "test_size=0.2\n", from: "dev");
        const string title = "\u001b[31mRed ##vso[task.setvariable variable=x]y \u202e";
        var pull = await As(GitSandbox.Scientist).CreatePullRequestAsync(repository, new PullRequestDefinition(title, "feature", "dev") { Body = "`$(rm)` \u0007 ümlaut 🚀" }, Stop);
        Assert.Equal((title, "`$(rm)` \u0007 ümlaut 🚀"), (pull.Title, pull.Body));
    }

    /// <summary>Progress without a synchronisation context in between.</summary>
    private sealed class Told(Func<string, Task> act) : IProgress<string>
    {
        public List<string> Lines { get; } = [];

        public void Report(string value)
        {
            Lines.Add(value);
            act(value).GetAwaiter().GetResult();
        }
    }
}
