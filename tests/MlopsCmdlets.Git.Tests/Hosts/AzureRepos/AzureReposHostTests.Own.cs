using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Hosts.AzureRepos;
using MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;
using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Tests.Hosts.AzureRepos;

/// <summary>What is Azure Repos' own.</summary>
public sealed partial class AzureReposHostTests
{
    private const string MergeStrategyPolicy = "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab";
    private const string CommentPolicy = "c6a1889d-b943-4856-b76f-9e46bb6b0df2";
    private const string ReviewerPolicy = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
    private const string Access = "/azure/churn-team/_apis/accesscontrollists/2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";

    [Theory]
    [InlineData("""{"fault":"status","status":203,"content_type":"text/html","body":"<html>Sign In</html>"}""")]
    [InlineData("""{"fault":"status","status":302,"content_type":"text/html","body":"<html>Sign In</html>","headers":{"Location":"https://app.vssps.visualstudio.com/_signin?realm=dev.azure.com"}}""")]
    [InlineData("""{"fault":"status","status":401,"body":""}""")]
    public async Task A_page_to_sign_in_is_a_refused_token_and_never_a_success(string fault)
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        var lead = As(GitSandbox.Lead);
        var tip = await TipAsync(repository, "dev");

        // Also where nothing of the answer is read.
        var rule = JsonNode.Parse(fault)!.AsObject();
        (rule["method"], rule["path"]) = ("POST", $"{PathOf(repository)}/commits/{tip}/statuses");
        await Sandbox.FaultAsync(rule);
        await FailsAsync<GitHostAuthenticationException>(() => lead.SetCommitStatusAsync(repository, tip, new StatusUpdate("mlops/x", CheckOutcome.Succeeded, "", null), Stop));
        Assert.Empty(await lead.GetChecksAsync(repository, tip, Stop));
    }

    [Fact]
    public async Task Nobody_renews_an_approval_of_somebody_else()
    {
        var (repository, pull) = await OpenAsync();
        var lead = As(GitSandbox.Lead);
        await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, null, Stop);
        await CommitAsync(GitSandbox.Scientist, repository, "feature/optimize", "test_size=0.3\n");
        static JsonObject Property(string value) => new() { ["$type"] = "System.String", ["$value"] = value };
        await Sandbox.CallAsync(GitSandbox.Scientist, HttpMethod.Post, $"{PathOf(repository)}/pullrequests/{pull.Number}/threads{V}", new JsonObject
        {
            ["comments"] = new JsonArray(new JsonObject { ["content"] = "Lee Lead voted 10", ["commentType"] = "system" }),
            ["properties"] = new JsonObject { ["CodeReviewThreadType"] = Property("VoteUpdate"), ["CodeReviewVoteResult"] = Property("10"), ["CodeReviewVotedByTfId"] = Property(IdOf(GitSandbox.Lead)) },
        });

        Assert.Equal(pull.HeadCommit, Assert.Single((await lead.GetPullRequestAsync(repository, pull.Number, Stop)).Reviews).Commit);
    }

    [Fact]
    public async Task Statuses_are_looked_for_in_older_pull_requests_until_one_has_the_commit()
    {
        var (repository, pull) = await OpenAsync();
        var status = new StatusUpdate("mlops/uat-gate", CheckOutcome.Succeeded, "AUC 0.9", null);
        await As(GitSandbox.Lead).SetPullRequestStatusAsync(repository, pull.Number, status, Stop);
        var author = As(GitSandbox.Scientist);
        for (var i = 1; i <= 4; i++)
        {
            // None as in the first one: made in the same second it would be the same commit.
            await CommitAsync(GitSandbox.Scientist, repository, "b" + i, $"test_size=0.{i + 4}\n", from: "dev");
            await author.CreatePullRequestAsync(repository, new PullRequestDefinition("x", "b" + i, "dev"), Stop);
        }

        using var far = Reaching(most: 6);
        Assert.Equal(["mlops/uat-gate"], (await far.GetChecksAsync(repository, pull.HeadCommit, Stop)).Select(c => c.Name));

        using var near = Reaching(most: 4);
        var error = await FailsAsync<GitHostNotSupportedException>(() => near.GetChecksAsync(repository, pull.HeadCommit, Stop));
        Assert.Contains("the newest 4 pull requests", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set-MlopsStatus -Commit", error.Message, StringComparison.Ordinal);

        // What the commit itself says is not held back.
        await As(GitSandbox.Lead).SetCommitStatusAsync(repository, pull.HeadCommit, status with { Context = "ci/build" }, Stop);
        Assert.Equal(["ci/build"], (await near.GetChecksAsync(repository, pull.HeadCommit, Stop)).Select(c => c.Name));

        AzureReposHost Reaching(int most) =>
            new(new GitHostOptions { Url = Url, Token = () => Sandbox.TokenOf(GitSandbox.Lead) }, new PullRequestReach(PageSize: 2, Least: 2, Most: most));
    }

    [Fact]
    public async Task A_newer_pull_request_that_says_nothing_of_a_commit_hides_no_status_of_an_older_one()
    {
        var (repository, pull) = await OpenAsync();
        var (lead, author) = (As(GitSandbox.Lead), As(GitSandbox.Scientist));
        await lead.SetPullRequestStatusAsync(repository, pull.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Failed, "AUC 0.6", null), Stop);
        await CommitAsync(GitSandbox.Scientist, repository, "b1", "test_size=0.5\n", from: "dev");
        await author.CreatePullRequestAsync(repository, new PullRequestDefinition("x", "b1", "dev"), Stop);
        var newer = await author.CreatePullRequestAsync(repository, new PullRequestDefinition("x", pull.Head, "uat"), Stop);
        Assert.Equal(pull.HeadCommit, newer.HeadCommit);
        using var host = new AzureReposHost(new GitHostOptions { Url = Url, Token = () => Sandbox.TokenOf(GitSandbox.Lead) }, new PullRequestReach(PageSize: 1, Least: 1, Most: 6));

        Assert.Equal([("mlops/uat-gate", CheckOutcome.Failed)], (await host.GetChecksAsync(repository, pull.HeadCommit, Stop)).Select(c => (c.Name, c.Outcome)));
    }

    [Fact]
    public async Task A_policy_whose_reply_is_lost_is_not_made_twice()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        await Sandbox.FaultAsync(new JsonObject { ["fault"] = "lost-reply", ["method"] = "POST", ["path"] = $"/azure/{Organization}/{Project}/_apis/policy/configurations" });

        var report = await As(GitSandbox.Lead).ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1 }, Stop);

        Assert.Equal(ProtectionState.Enforced, State(report, "Approvals"));
        Assert.Equal("Exact", (string?)Assert.Single(await PoliciesAsync(repository))["settings"]!["scope"]![0]!["matchKind"]);
    }

    [Fact]
    public async Task Whose_approval_is_required_is_told_before_and_after_it_is_given()
    {
        var (repository, pull) = await OpenAsync();
        Assert.Empty(pull.RequiredReviewers);
        await Sandbox.CallAsync(
            GitSandbox.Scientist, HttpMethod.Put, $"{PathOf(repository)}/pullRequests/{pull.Number}/reviewers/{IdOf(GitSandbox.Lead)}{V}", new JsonObject { ["vote"] = 0, ["isRequired"] = true });

        var lead = As(GitSandbox.Lead);
        Assert.Equal(IdOf(GitSandbox.Lead), Assert.Single((await lead.GetPullRequestAsync(repository, pull.Number, Stop)).RequiredReviewers).Id);
        await FailsAsync<ReviewsMissingException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop));

        var approved = await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, null, Stop);
        Assert.Equal(IdOf(GitSandbox.Lead), Assert.Single(approved.RequiredReviewers).Id);
        Assert.Empty(approved.Blockers);
    }

    [Fact]
    public async Task Reviewers_are_found_by_login_mail_name_and_id_and_never_guessed()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        var host = As(GitSandbox.Scientist);
        var number = 0;
        foreach (var name in new[] { "lead", "LEAD@example.invalid", "Lee Lead", IdOf(GitSandbox.Lead) })
        {
            var branch = "b" + ++number;
            await CommitAsync(GitSandbox.Scientist, repository, branch, $"test_size=0.{number}\n", from: "dev");
            var pull = await host.CreatePullRequestAsync(repository, new PullRequestDefinition("x", branch, "dev") { Reviewers = [name] }, Stop);
            Assert.Equal(IdOf(GitSandbox.Lead), Assert.Single(pull.RequestedReviewers).Id);
        }

        await CommitAsync(GitSandbox.Scientist, repository, "last", "test_size=0.9\n", from: "dev");
        var open = (await host.ListPullRequestsAsync(repository, new PullRequestQuery(), Stop)).Count;
        var nobody = await FailsAsync<GitHostNotFoundException>(() => host.CreatePullRequestAsync(repository, new PullRequestDefinition("x", "last", "dev") { Reviewers = ["nobody"] }, Stop));
        Assert.Contains("user nobody", nobody.Message, StringComparison.Ordinal);
        await FailsAsync<OwnPullRequestException>(() => host.CreatePullRequestAsync(repository, new PullRequestDefinition("x", "last", "dev") { Reviewers = [GitSandbox.Scientist] }, Stop));

        var two = new JsonArray(Identity("1"), Identity("2"));
        await Sandbox.FaultAsync(new JsonObject { ["fault"] = "status", ["status"] = 200, ["path"] = "/azure/churn-team/_apis/identities", ["content_type"] = "application/json", ["body"] = new JsonObject { ["value"] = two } });
        var several = await FailsAsync<GitHostAmbiguousNameException>(() => host.CreatePullRequestAsync(repository, new PullRequestDefinition("x", "last", "dev") { Reviewers = ["Sam"] }, Stop));
        Assert.Equal(["sam1@example.com (1)", "sam2@example.com (2)"], several.Candidates);
        Assert.Equal(open, (await host.ListPullRequestsAsync(repository, new PullRequestQuery(), Stop)).Count);

        static JsonNode Identity(string id) => new JsonObject
        {
            ["id"] = id, ["providerDisplayName"] = "Sam", ["isActive"] = true, ["isContainer"] = false, ["properties"] = new JsonObject { ["Account"] = new JsonObject { ["$value"] = $"sam{id}@example.com" } },
        };
    }

    [Fact]
    public async Task Policies_and_permissions_are_told_apart_in_the_report()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var report = await As(GitSandbox.Lead).ProtectAsync(repository, "uat", Full, Stop);
        Assert.True(report.IsEnforced);
        var remarks = report.Rules.ToDictionary(r => r.Rule, r => r.Remark!.Split(':', '.')[0]);
        foreach (var rule in new[] { "RequirePullRequest", "Approvals", "DismissStale", "RequireStatus", "ForcePush", "Deletion" })
            Assert.Equal((rule, "Policy"), (rule, remarks[rule]));
        foreach (var rule in new[] { "RestrictPush", "IncludeAdministrators" })
            Assert.Equal((rule, "Permission"), (rule, remarks[rule]));
        Assert.Equal(["automation@example.invalid", "team:mlops-leads"], Rule(report, "RestrictPush").Actual.Split(", ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_those_who_are_named_complete_pull_requests()
    {
        var (repository, pull) = await OpenAsync("uat");
        await As(GitSandbox.Lead).ProtectAsync(repository, "uat", new ProtectionRules { RestrictPush = [GitSandbox.Automation] }, Stop);
        foreach (var login in new[] { GitSandbox.Scientist, GitSandbox.Lead })
            await FailsAsync<GitHostAccessDeniedException>(() => As(login).MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop));
        Assert.Equal(PullRequestState.Merged, (await As(GitSandbox.Automation).MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop)).State);

        // Another set takes the place of the first, and clearing lets everybody in again.
        var report = await As(GitSandbox.Lead).ProtectAsync(repository, "uat", new ProtectionRules { RestrictPush = ["team:mlops-leads"] }, Stop);
        Assert.Equal(("team:mlops-leads", ProtectionState.Enforced), (Rule(report, "RestrictPush").Actual, Rule(report, "RestrictPush").State));
        report = await As(GitSandbox.Lead).UnprotectAsync(repository, "uat", Stop);
        Assert.Equal(("everybody with write access", ProtectionState.NotSet), (Rule(report, "RestrictPush").Actual, Rule(report, "RestrictPush").State));
    }

    [Fact]
    public async Task Nobody_of_that_name_changes_nothing()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var lead = As(GitSandbox.Lead);
        await FailsAsync<GitHostNotFoundException>(() => lead.ProtectAsync(repository, "uat", Full with { RestrictPush = ["team:nobody"] }, Stop));
        Assert.All((await lead.GetProtectionAsync(repository, "uat", Stop)).Rules, r => Assert.NotEqual(ProtectionState.Enforced, r.State));
    }

    [Fact]
    public async Task Who_may_bypass_policies_is_named_until_all_are_bound()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var lead = As(GitSandbox.Lead);
        var document = (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, PathOf(repository) + V))!;
        var robot = (string)(await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, $"/azure/churn-team/_apis/identities{V}&searchFilter=General&filterValue=automation"))!["value"]![0]!["descriptor"]!;
        await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Post, Access + V, new JsonObject
        {
            ["value"] = new JsonArray(new JsonObject
            {
                ["token"] = $"repoV2/{document["project"]!["id"]}/{document["id"]}",
                ["inheritPermissions"] = true,
                ["acesDictionary"] = new JsonObject { [robot] = new JsonObject { ["descriptor"] = robot, ["allow"] = 128 + 32768, ["deny"] = 0 } },
            }),
        });
        var report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1 }, Stop);
        var finding = Rule(report, "IncludeAdministrators");
        Assert.Equal(("no", ProtectionState.NotEnforced), (finding.Actual, finding.State));
        Assert.Contains("automation@example.invalid may bypass", finding.Remark, StringComparison.Ordinal);

        report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { IncludeAdministrators = true }, Stop);
        Assert.Equal(("yes", ProtectionState.Enforced, true), (Rule(report, "IncludeAdministrators").Actual, Rule(report, "IncludeAdministrators").State, report.Changed));
        Assert.False((await lead.ProtectAsync(repository, "uat", new ProtectionRules { IncludeAdministrators = true }, Stop)).Changed);

        // The permission on the repository is somebody else's: with the branch's rules gone it holds again, and it is said again.
        await lead.UnprotectAsync(repository, "uat", Stop);
        report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1 }, Stop);
        Assert.Equal(ProtectionState.NotEnforced, Rule(report, "IncludeAdministrators").State);
    }

    [Fact]
    public async Task Policies_that_are_not_this_modules_stay()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        await AddPolicyAsync(repository, CommentPolicy, new JsonObject());
        await AddPolicyAsync(repository, MergeStrategyPolicy, new JsonObject { ["allowSquash"] = true });
        await AddPolicyAsync(repository, ReviewerPolicy, new JsonObject { ["minimumApproverCount"] = 3, ["creatorVoteCounts"] = true, ["requireVoteOnLastIteration"] = true });
        var lead = As(GitSandbox.Lead);
        var before = Rule(await lead.GetProtectionAsync(repository, "uat", Stop), "Approvals");
        Assert.Equal(("3", ProtectionState.NotEnforced), (before.Actual, before.State));
        Assert.Contains("author's own vote counts", before.Remark, StringComparison.Ordinal);

        await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1, RequireStatus = ["mlops/uat-gate"] }, Stop);
        var policies = await PoliciesAsync(repository);
        Assert.Equal(4, policies.Count);
        var reviewers = policies.Single(p => TypeOf(p) == ReviewerPolicy)["settings"]!;
        Assert.Equal((1, false, true), ((int)reviewers["minimumApproverCount"]!, (bool)reviewers["creatorVoteCounts"]!, (bool)reviewers["requireVoteOnLastIteration"]!));

        await lead.UnprotectAsync(repository, "uat", Stop);
        Assert.Equal([CommentPolicy, MergeStrategyPolicy], (await PoliciesAsync(repository)).Select(TypeOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_setting_of_the_whole_repository_is_no_protection_of_its_branches()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var id = (string)(await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, PathOf(repository) + V))!["id"]!;
        await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Post, $"/azure/{Organization}/{Project}/_apis/policy/configurations{V}", new JsonObject
        {
            ["isEnabled"] = true, ["isBlocking"] = true, ["type"] = new JsonObject { ["id"] = "2e26e725-8201-4edd-8bf5-978563c34a80" },
            ["settings"] = new JsonObject { ["maximumGitBlobSizeInBytes"] = 10_000_000, ["scope"] = new JsonArray(new JsonObject { ["repositoryId"] = id }) },
        });
        var lead = As(GitSandbox.Lead);
        Assert.False((await lead.FindBranchAsync(repository, "uat", Stop))!.IsProtected);
        Assert.All((await lead.GetProtectionAsync(repository, "uat", Stop)).Rules, r => Assert.Equal((r.Rule, ProtectionState.NotSet), (r.Rule, r.State)));

        var report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { RequirePullRequest = true }, Stop);

        Assert.Equal((true, ProtectionState.Enforced), (report.Changed, State(report, "RequirePullRequest")));
        await FailsAsync<BranchProtectedException>(() => lead.DeleteBranchAsync(repository, "uat", null, Stop));
        await lead.UnprotectAsync(repository, "uat", Stop);
        await lead.DeleteBranchAsync(repository, "uat", null, Stop);
    }

    [Fact]
    public async Task A_status_that_is_demanded_once_it_is_published_is_demanded_always_when_asked_for()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var lead = As(GitSandbox.Lead);
        await AddPolicyAsync(repository, "cbdc66da-9728-4af8-aada-9a5a32e4a226", new JsonObject { ["statusGenre"] = "mlops", ["statusName"] = "uat-gate", ["invalidateOnSourceUpdate"] = true, ["policyApplicability"] = 1 });
        var before = Rule(await lead.GetProtectionAsync(repository, "uat", Stop), "RequireStatus");
        Assert.Equal(("none", ProtectionState.NotSet), (before.Actual, before.State));
        Assert.Contains("mlops/uat-gate is demanded only once", before.Remark, StringComparison.Ordinal);

        var report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { RequireStatus = ["mlops/uat-gate"] }, Stop);

        Assert.Equal((true, ProtectionState.Enforced), (report.Changed, State(report, "RequireStatus")));
        Assert.Null(Assert.Single(await PoliciesAsync(repository))["settings"]!["policyApplicability"]);
        Assert.False((await lead.ProtectAsync(repository, "uat", new ProtectionRules { RequireStatus = ["mlops/uat-gate"] }, Stop)).Changed);
    }

    [Fact]
    public async Task A_pull_request_can_be_demanded_without_anything_else()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var lead = As(GitSandbox.Lead);
        var report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { RequirePullRequest = true }, Stop);
        Assert.True(report.IsEnforced);
        Assert.Equal(("0", ProtectionState.NotSet), (Rule(report, "Approvals").Actual, Rule(report, "Approvals").State));
        await FailsAsync<BranchProtectedException>(() => lead.DeleteBranchAsync(repository, "uat", null, Stop));

        // It stays when another rule comes and goes, and goes when it is told to.
        await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1 }, Stop);
        report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 0 }, Stop);
        Assert.Equal((ProtectionState.Enforced, ProtectionState.Enforced), (Rule(report, "RequirePullRequest").State, Rule(report, "Approvals").State));
        report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { RequirePullRequest = false }, Stop);
        Assert.Equal(("no", ProtectionState.Enforced), (Rule(report, "RequirePullRequest").Actual, Rule(report, "RequirePullRequest").State));
        Assert.Empty(await PoliciesAsync(repository));
    }

    [Fact]
    public async Task The_way_to_merge_is_the_first_that_the_policies_allow()
    {
        var (repository, pull) = await OpenAsync();
        await AddPolicyAsync(repository, MergeStrategyPolicy, new JsonObject { ["allowSquash"] = true, ["allowRebaseMerge"] = true }, "dev");
        var lead = As(GitSandbox.Lead);
        var refused = await FailsAsync<PullRequestNotMergeableException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit) { Strategy = MergeStrategy.Merge }, Stop));
        Assert.Contains("Squash and Rebase", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Mergeability.Ready, (await lead.GetPullRequestAsync(repository, pull.Number, Stop)).Mergeable);
        var merged = await lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop);
        Assert.Equal(1, await ParentsAsync(repository, merged.MergeCommit!));
    }

    [Fact]
    public async Task A_completion_that_a_policy_refuses_names_the_policy()
    {
        var (repository, pull) = await OpenAsync();
        await AddPolicyAsync(repository, CommentPolicy, new JsonObject(), "dev");
        var lead = As(GitSandbox.Lead);
        await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Reject, pull.HeadCommit, "Why 0.2?", Stop);
        var blocked = await lead.GetPullRequestAsync(repository, pull.Number, Stop);
        Assert.Equal(Mergeability.Blocked, blocked.Mergeable);
        Assert.Contains(blocked.Blockers, b => b.Contains("comments", StringComparison.Ordinal));
        var refused = await FailsAsync<PullRequestNotMergeableException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop));
        Assert.Contains("Comment requirements", refused.Message, StringComparison.Ordinal);

        // Reports of this module do not ask for an answer.
        await lead.CommentAsync(repository, pull.Number, "report", "# Report", Stop);
        var threads = (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, $"{PathOf(repository)}/pullrequests/{pull.Number}/threads{V}"))!["value"]!.AsArray();
        Assert.Equal(["active", "closed"], threads.Where(t => t!["status"] is not null).Select(t => (string)t!["status"]!)); // the note of the vote has none
    }

    [Fact]
    public async Task A_completion_that_the_host_never_finishes_ends_with_the_time()
    {
        var (repository, pull) = await OpenAsync();
        var lead = As(GitSandbox.Lead);
        var told = new List<string>();
        await lead.GetPullRequestAsync(repository, pull.Number, Stop);
        await lead.GetPullRequestAsync(repository, pull.Number, Stop);
        await Sandbox.FaultAsync(new JsonObject
        {
            ["fault"] = "status", ["status"] = 200, ["method"] = "GET", ["path"] = $"{PathOf(repository)}/pullrequests/{pull.Number}", ["skip"] = 1, ["times"] = "always", ["content_type"] = "application/json",
            ["body"] = new JsonObject { ["pullRequestId"] = pull.Number, ["status"] = "active", ["mergeStatus"] = "queued", ["lastMergeSourceCommit"] = new JsonObject { ["commitId"] = pull.HeadCommit } },
        });
        var late = await FailsAsync<GitHostTimeoutException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit) { Timeout = TimeSpan.FromMinutes(2), Progress = new Lines(told) }, Stop));
        Assert.Contains("merge", late.WaitedFor, StringComparison.Ordinal);
        Assert.Contains(told, line => line.Contains("waiting for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_vote_that_met_a_new_head_is_taken_back()
    {
        var (repository, pull) = await OpenAsync();
        var (moved, asked) = ("", 0);
        var lead = As(GitSandbox.Lead, o => o with
        {
            // Somebody pushes after the head was looked at, and before the vote is there.
            Trace = line =>
            {
                if (line.StartsWith("PUT ", StringComparison.Ordinal) && Interlocked.Increment(ref asked) == 1)
                    moved = CommitAsync(GitSandbox.Scientist, repository, "feature/optimize", "test_size=0.3\n").GetAwaiter().GetResult();
            },
        });
        var error = await FailsAsync<PullRequestHeadMovedException>(() => lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, "Fine", Stop));
        Assert.Equal((pull.HeadCommit, moved), (error.Expected, error.Actual));
        var after = await lead.GetPullRequestAsync(repository, pull.Number, Stop);
        Assert.Equal((moved, 0), (after.HeadCommit, after.Reviews.Count));
        Assert.Empty(await CommentsAsync(repository, pull.Number));
    }

    [Fact]
    public async Task A_fork_that_has_gone_on_is_whole_and_one_that_stayed_behind_is_not()
    {
        var (source, target) = await AddForkSourceAsync("dev", "prd");
        var lead = As(GitSandbox.Lead);
        await lead.ForkAsync(source, target, TimeSpan.FromMinutes(1), progress: null, Stop);
        await CommitAsync(GitSandbox.Lead, target, "dev", "test_size=0.2\n");
        Assert.Equal(target, (await lead.ForkAsync(source, target, TimeSpan.FromMinutes(1), progress: null, Stop)).Name);

        await CommitAsync(GitSandbox.Lead, source, "prd", "test_size=0.3\n");
        var behind = await FailsAsync<GitHostAlreadyExistsException>(() => lead.ForkAsync(source, target, TimeSpan.FromHours(1), progress: null, Stop));
        Assert.Contains("lacks prd or newer", behind.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_speaks_of_the_head_of_its_moment()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead);
        await lead.SetPullRequestStatusAsync(repository, pull.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Succeeded, "AUC 0.98", null), Stop);
        Assert.Single((await lead.GetPullRequestAsync(repository, pull.Number, Stop)).Checks);
        await CommitAsync(GitSandbox.Scientist, repository, "feature/optimize", "test_size=0.1\n");
        Assert.Empty((await lead.GetPullRequestAsync(repository, pull.Number, Stop)).Checks);
    }

    [Fact]
    public async Task A_status_of_the_commit_does_not_meet_the_policy_and_is_not_taken_for_it()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead);
        await lead.ProtectAsync(repository, "uat", new ProtectionRules { RequireStatus = ["mlops/uat-gate"] }, Stop);
        await lead.SetCommitStatusAsync(repository, pull.HeadCommit, new StatusUpdate("mlops/uat-gate", CheckOutcome.Succeeded, "", null), Stop);
        Assert.Equal(CheckOutcome.Pending, Assert.Single((await lead.GetPullRequestAsync(repository, pull.Number, Stop)).Checks).Outcome);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_cut_and_says_so()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        await CommitAsync(GitSandbox.Scientist, repository, "feature", "test_size=0.2\n", from: "dev");
        var pull = await As(GitSandbox.Scientist).CreatePullRequestAsync(repository, new PullRequestDefinition("x", "feature", "dev") { Body = new string('x', 3950) + "🚀" + new string('y', 9000) }, Stop);
        Assert.True(pull.Body.Length is > 3900 and <= 4000);
        Assert.EndsWith("4,000 characters.)", pull.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(pull.Body, c => c == '\uFFFD');
    }

    [Fact]
    public async Task A_quota_is_waited_for_by_its_reset_time_too()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        await Sandbox.FaultAsync(new JsonObject
        {
            ["fault"] = "status", ["status"] = 429, ["path"] = BranchesPath(repository), ["times"] = "always", ["body"] = "",
            ["headers"] = new JsonObject { ["X-RateLimit-Reset"] = TimeProvider.System.GetUtcNow().AddSeconds(3000).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture) },
        });
        var error = await FailsAsync<GitHostRateLimitedException>(() => As(GitSandbox.Lead, o => o with { TimeProvider = TimeProvider.System }).ListBranchesAsync(repository, Stop));
        Assert.InRange(error.ResetAt, TimeProvider.System.GetUtcNow().AddSeconds(2900), TimeProvider.System.GetUtcNow().AddSeconds(3100));
    }

    [Fact]
    public async Task The_hosts_words_and_the_id_of_the_call_are_in_the_message()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        var error = await FailsAsync<GitHostAccessDeniedException>(() => As(GitSandbox.Scientist).ProtectAsync(repository, "dev", new ProtectionRules { Approvals = 1 }, Stop));
        Assert.Contains("TF401027", error.Message, StringComparison.Ordinal);
        Assert.True(Guid.TryParse(error.Failure.RequestId, out _));
    }

    [Fact]
    public async Task Names_are_escaped_and_dots_lead_nowhere_else()
    {
        var lead = As(GitSandbox.Lead);
        Assert.Null(await lead.FindRepositoryAsync(new HostRepositoryName(Project, "a/../../b?c#d"), Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => lead.FindRepositoryAsync(new HostRepositoryName("..", "x"), Stop));
    }

    private static ProtectionFinding Rule(ProtectionReport report, string name) => Assert.Single(report.Rules, r => r.Rule == name);

    private static string TypeOf(JsonNode policy) => (string)policy["type"]!["id"]!;

    private async Task AddPolicyAsync(HostRepositoryName repository, string type, JsonObject settings, string branch = "uat")
    {
        var id = (string)(await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, PathOf(repository) + V))!["id"]!;
        settings["scope"] = new JsonArray(new JsonObject { ["repositoryId"] = id, ["refName"] = "refs/heads/" + branch, ["matchKind"] = "exact" });
        await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Post, $"/azure/{Organization}/{Project}/_apis/policy/configurations{V}", new JsonObject
        {
            ["isEnabled"] = true, ["isBlocking"] = true, ["type"] = new JsonObject { ["id"] = type }, ["settings"] = settings,
        });
    }

    private async Task<IReadOnlyList<JsonNode>> PoliciesAsync(HostRepositoryName repository)
    {
        var id = (string)(await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, PathOf(repository) + V))!["id"]!;
        var all = (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, $"/azure/{Organization}/{Project}/_apis/policy/configurations{V}"))!["value"]!.AsArray();
        return [.. all.Where(p => (string?)p!["settings"]!["scope"]![0]!["repositoryId"] == id).Select(p => p!)];
    }

    private sealed class Lines(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }

    [Fact]
    public async Task The_statuses_of_a_pull_request_speak_of_its_merge_where_the_base_had_nothing_new()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead);
        await lead.SetPullRequestStatusAsync(repository, pull.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Succeeded, "", null), Stop);
        var merged = await lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop);
        Assert.Equal("mlops/uat-gate", Assert.Single(await lead.GetChecksAsync(repository, merged.MergeCommit!, Stop)).Name);

        // A second one that began before the first was merged: its merge has files that were never checked together.
        await CommitAsync(GitSandbox.Scientist, repository, "other", "test_size=0.3\n", from: "dev");
        await CommitAsync(GitSandbox.Scientist, repository, "other", "test_size=0.2\n");
        var second = await As(GitSandbox.Scientist).CreatePullRequestAsync(repository, new PullRequestDefinition("Other", "other", "uat"), Stop);
        await lead.SetPullRequestStatusAsync(repository, second.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Succeeded, "", null), Stop);
        var both = await lead.MergeAsync(repository, second.Number, new MergeRequest(second.HeadCommit), Stop);
        Assert.NotNull(both.MergeCommit);
        Assert.Empty(await lead.GetChecksAsync(repository, both.MergeCommit, Stop));
    }

    [Fact]
    public async Task An_approval_of_who_pushed_last_does_not_count_and_the_error_says_so()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead);
        var report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1, DismissStale = true }, Stop);
        Assert.Equal(ProtectionState.Enforced, State(report, "LastPushApproval"));
        var head = await CommitAsync(GitSandbox.Lead, repository, "feature/optimize", "test_size=0.1\n");
        await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, head, null, Stop);

        var error = await FailsAsync<ReviewsMissingException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(head), Stop));

        Assert.Equal((1, 1), (error.Required, error.Given));
        Assert.Contains("whoever pushed last", error.Message, StringComparison.Ordinal);
        Assert.Contains("whoever pushed last", error.RecommendedAction, StringComparison.Ordinal);
        await As(GitSandbox.Automation).ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, head, null, Stop);
        Assert.Equal(PullRequestState.Merged, (await lead.MergeAsync(repository, pull.Number, new MergeRequest(head), Stop)).State);
    }
}
