using Octokit;

namespace MlopsCmdlets.Sandbox.Tests.Git.GitHub;

/// <summary>Octokit, the client that users have, judges the API.</summary>
public sealed class OctokitTests
{
    [Fact]
    public async Task AForkGetsItsBranchesOneLookAfterTheOther()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync(owner: "churn-upstream");
        var client = host.Octokit("datascientist");
        var fork = await client.Repository.Forks.Create("churn-upstream", "model", new NewRepositoryFork { Organization = "churn-team" });
        Assert.Equal("churn-team/model", fork.FullName);
        Assert.True(fork.Fork);
        var counts = new List<int>();
        for (var i = 0; i < 4; i++) counts.Add((await client.Repository.Branch.GetAll("churn-team", "model")).Count);
        Assert.Equal([0, 1, 3, 3], counts);
        Assert.Equal("churn-upstream/model", (await client.Repository.Get("churn-team", "model")).Parent.FullName);
        Assert.Equal(fork.Id, (await client.Repository.Forks.Create("churn-upstream", "model", new NewRepositoryFork { Organization = "churn-team" })).Id);
    }

    [Fact]
    public async Task ARepositoryHasNoSizeUntilSomethingIsInIt()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var client = host.Octokit("lead");
        await client.Repository.Create("churn-team", new NewRepository("empty"));
        Assert.Equal(0, (await client.Repository.Get("churn-team", "empty")).Size);
        Assert.True((await client.Repository.Get("churn-team", "model")).Size > 0);
        await client.Repository.Content.CreateFile("churn-team", "empty", "a.txt", new CreateFileRequest("First", "x", "main"));
        Assert.True((await client.Repository.Get("churn-team", "empty")).Size > 0);
    }

    [Fact]
    public async Task WhatAPipelinesTokenDoesIsDoneByTheApp()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        await host.User("datascientist").CommitAsync("churn-team/model", "feature", "model.txt", "test_size=0.2\n", from: "dev");
        var pipeline = host.OctokitWith(host.World.Git.Accounts.Tokens.Single(t => t.Label == "pipeline").Value);
        await pipeline.PullRequest.Create("churn-team", "model", new NewPullRequest("Optimize", "feature", "dev"));
        var comment = await pipeline.Issue.Comment.Create("churn-team", "model", 1, "Report");
        Assert.Equal(("github-actions[bot]", AccountType.Bot), (comment.User.Login, comment.User.Type));
        await pipeline.Issue.Comment.Update("churn-team", "model", comment.Id, "Report 2");
        Assert.Equal("github-actions[bot]", (await pipeline.PullRequest.Get("churn-team", "model", 1)).User.Login);
    }

    [Fact]
    public async Task TheDefaultBranchAloneIsForkedOnRequest()
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { PollsPerStep = 0 });
        await host.AddModelAsync(owner: "churn-upstream");
        Assert.Equal(202, (await host.User("lead").PostAsync("/api/v3/repos/churn-upstream/model/forks", """{"name":"mine","default_branch_only":true}""")).Status);
        Assert.Equal("prd", Assert.Single(await host.Octokit("lead").Repository.Branch.GetAll("lead", "mine")).Name);
    }

    [Fact]
    public async Task APullRequestFromBranchToMerge()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var (author, lead) = (host.Octokit("datascientist"), host.Octokit("lead"));
        var tip = (await author.Git.Reference.Get("churn-team", "model", "heads/dev")).Object.Sha;
        await author.Git.Reference.Create("churn-team", "model", new NewReference("refs/heads/feature/optimize", tip));
        var change = await author.Repository.Content.UpdateFile("churn-team", "model", "model.txt", new UpdateFileRequest("Optimize", "test_size=0.2\n", (await author.Repository.Content.GetAllContentsByRef("churn-team", "model", "model.txt", "dev"))[0].Sha, "feature/optimize"));
        var pull = await author.PullRequest.Create("churn-team", "model", new NewPullRequest("Optimize", "feature/optimize", "dev") { Body = "0.4 → 0.2" });
        Assert.Equal((1, ItemState.Open, change.Commit.Sha, tip), (pull.Number, pull.State.Value, pull.Head.Sha, pull.Base.Sha));
        Assert.Null(pull.Mergeable);
        Assert.Null((await lead.PullRequest.Get("churn-team", "model", 1)).Mergeable);
        var looked = await lead.PullRequest.Get("churn-team", "model", 1);
        Assert.True(looked.Mergeable);
        Assert.Equal(MergeableState.Clean, looked.MergeableState!.Value.Value);
        Assert.Equal(1, Assert.Single(await lead.PullRequest.Files("churn-team", "model", 1)).Additions);
        Assert.Equal("@@ -1 +1 @@\n-test_size=0.4\n+test_size=0.2", (await lead.PullRequest.Files("churn-team", "model", 1))[0].Patch);

        await author.PullRequest.ReviewRequest.Create("churn-team", "model", 1, new PullRequestReviewRequest(["lead"], []));
        var own = await Assert.ThrowsAsync<ApiValidationException>(() => author.PullRequest.Review.Create("churn-team", "model", 1, new PullRequestReviewCreate { Event = PullRequestReviewEvent.Approve }));
        Assert.Contains("Can not approve your own pull request", own.HttpResponse.Body.ToString(), StringComparison.Ordinal);
        var review = await lead.PullRequest.Review.Create("churn-team", "model", 1, new PullRequestReviewCreate { Event = PullRequestReviewEvent.Approve, Body = "Fine" });
        Assert.Equal(PullRequestReviewState.Approved, review.State.Value);
        Assert.Equal("lead", Assert.Single(await author.PullRequest.Review.GetAll("churn-team", "model", 1)).User.Login);

        var comment = await lead.Issue.Comment.Create("churn-team", "model", 1, "Report");
        await lead.Issue.Comment.Update("churn-team", "model", comment.Id, "Report 2");
        Assert.Equal("Report 2", Assert.Single(await author.Issue.Comment.GetAllForIssue("churn-team", "model", 1)).Body);

        await Assert.ThrowsAsync<PullRequestMismatchException>(() => lead.PullRequest.Merge("churn-team", "model", 1, new MergePullRequest { Sha = tip }));
        var merged = await lead.PullRequest.Merge("churn-team", "model", 1, new MergePullRequest { Sha = change.Commit.Sha, MergeMethod = PullRequestMergeMethod.Merge });
        Assert.True(merged.Merged);
        Assert.Equal(merged.Sha, (await lead.Repository.Branch.Get("churn-team", "model", "dev")).Commit.Sha);
        Assert.Equal([tip, change.Commit.Sha], (await lead.Repository.Commit.Get("churn-team", "model", merged.Sha)).Parents.Select(p => p.Sha));
        Assert.True((await lead.PullRequest.Get("churn-team", "model", 1)).Merged);
        await Assert.ThrowsAsync<PullRequestNotMergeableException>(() => lead.PullRequest.Merge("churn-team", "model", 1, new MergePullRequest()));
        await lead.Git.Reference.Delete("churn-team", "model", "heads/feature/optimize");
        await Assert.ThrowsAsync<NotFoundException>(() => lead.Git.Reference.Get("churn-team", "model", "heads/feature/optimize"));
    }

    [Fact]
    public async Task ProtectionIsReadBackAsItWasSet()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var lead = host.Octokit("lead");
        var update = new BranchProtectionSettingsUpdate(
            new BranchProtectionRequiredStatusChecksUpdate(true, ["mlops/uat-gate"]),
            new BranchProtectionRequiredReviewsUpdate(true, false, 2),
            new BranchProtectionPushRestrictionsUpdate(new BranchProtectionTeamCollection { "mlops-leads", "unknown" }),
            true);
        await lead.Repository.Branch.UpdateBranchProtection("churn-team", "model", "uat", update);
        var found = await lead.Repository.Branch.GetBranchProtection("churn-team", "model", "uat");
        Assert.Equal(["mlops/uat-gate"], found.RequiredStatusChecks.Contexts);
        Assert.True(found.RequiredStatusChecks.Strict);
        Assert.Equal((2, true), (found.RequiredPullRequestReviews.RequiredApprovingReviewCount, found.RequiredPullRequestReviews.DismissStaleReviews));
        Assert.Equal("mlops-leads", Assert.Single(found.Restrictions.Teams).Slug);
        Assert.True(found.EnforceAdmins.Enabled);
        Assert.True((await lead.Repository.Branch.Get("churn-team", "model", "uat")).Protected);
        await Assert.ThrowsAsync<NotFoundException>(() => host.Octokit("datascientist").Repository.Branch.GetBranchProtection("churn-team", "model", "uat"));
        Assert.True(await lead.Repository.Branch.DeleteBranchProtection("churn-team", "model", "uat"));
        var none = await Assert.ThrowsAsync<NotFoundException>(() => lead.Repository.Branch.GetBranchProtection("churn-team", "model", "uat"));
        Assert.Equal("Branch not protected", none.Message);
    }

    [Fact]
    public async Task StatusesTagsAndComparisons()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var client = host.Octokit("automation");
        var sha = await host.User("datascientist").CommitAsync("churn-team/model", "dev", "model.txt", "test_size=0.2\n");
        Assert.Equal(CommitState.Pending, (await client.Repository.Status.GetCombined("churn-team", "model", sha)).State.Value);
        foreach (var state in new[] { CommitState.Pending, CommitState.Failure, CommitState.Success })
            await client.Repository.Status.Create("churn-team", "model", sha, new NewCommitStatus { State = state, Context = "mlops/uat-gate", Description = "AUC" });
        Assert.Equal(3, (await client.Repository.Status.GetAll("churn-team", "model", sha)).Count);
        var combined = await client.Repository.Status.GetCombined("churn-team", "model", "dev");
        Assert.Equal((CommitState.Success, 1, "automation"), (combined.State.Value, combined.TotalCount, combined.Statuses[0].Creator.Login));
        Assert.Equal(0, (await client.Check.Run.GetAllForReference("churn-team", "model", sha)).TotalCount);

        var tag = await client.Git.Tag.Create("churn-team", "model", new NewTag { Tag = "v1", Message = "model 1\nAUC 0.98", Object = sha, Type = TaggedType.Commit, Tagger = new Committer("A", "a@example.invalid", DateTimeOffset.UnixEpoch) });
        await client.Git.Reference.Create("churn-team", "model", new NewReference("refs/tags/v1", tag.Sha));
        Assert.Equal("model 1\nAUC 0.98", (await client.Git.Tag.Get("churn-team", "model", tag.Sha)).Message);
        Assert.Equal(sha, Assert.Single(await client.Repository.GetAllTags("churn-team", "model")).Commit.Sha);
        var compare = await client.Repository.Commit.Compare("churn-team", "model", "uat", "dev");
        Assert.Equal(("ahead", 1, 0, "model.txt"), (compare.Status, compare.AheadBy, compare.BehindBy, Assert.Single(compare.Files).Filename));
    }

    [Fact]
    public async Task PermissionsTeamsAndTheQuotaAreTold()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var client = host.Octokit("lead");
        Assert.Equal("lead", (await client.User.Current()).Login);
        Assert.Equal("write", (await client.Repository.Collaborator.ReviewPermission("churn-team", "model", "datascientist")).Permission);
        Assert.Equal("read", (await client.Repository.Collaborator.ReviewPermission("churn-team", "model", "outsider")).Permission);
        Assert.Contains("mlops-leads", (await client.Organization.Team.GetAll("churn-team")).Select(t => t.Slug));
        var limit = (await client.RateLimit.GetRateLimits()).Resources.Core;
        Assert.Equal(5000, limit.Limit);
        Assert.Equal(limit.Remaining, client.GetLastApiInfo().RateLimit.Remaining);
        Assert.Contains("repo", client.GetLastApiInfo().OauthScopes);

        await host.Control.PutAsync("/_sandbox/git/rate", """{"limit":5000,"remaining":1,"reset_in":60}""");
        await client.User.Current();
        var exceeded = await Assert.ThrowsAsync<RateLimitExceededException>(() => client.User.Current());
        Assert.InRange(exceeded.GetRetryAfterTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(62));
    }
}
