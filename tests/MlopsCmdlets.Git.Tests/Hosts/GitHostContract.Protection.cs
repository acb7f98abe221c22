using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Tests.Hosts;

/// <summary>Protection of branches.</summary>
public abstract partial class GitHostContract
{
    private static readonly string[] AllRules = ["RequirePullRequest", "Approvals", "DismissStale", "LastPushApproval", "RestrictPush", "RequireStatus", "IncludeAdministrators", "ForcePush", "Deletion"];

    private protected static readonly ProtectionRules Full = new()
    {
        RequirePullRequest = true,
        Approvals = 1,
        DismissStale = true,
        RestrictPush = ["team:mlops-leads", GitSandbox.Automation],
        RequireStatus = ["mlops/uat-gate"],
        IncludeAdministrators = true,
    };

    [Fact]
    public async Task A_branch_without_rules_has_none()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var report = await As(GitSandbox.Lead).GetProtectionAsync(repository, "uat", Stop);
        Assert.Equal((repository, "uat", false), (report.Repository, report.Branch, report.Changed));
        Assert.Equal(AllRules.Order(), report.Rules.Select(r => r.Rule).Order());
        Assert.All(report.Rules, r => Assert.Null(r.Wanted));
        foreach (var name in new[] { "RequirePullRequest", "Approvals", "RequireStatus" })
            Assert.Equal(ProtectionState.NotSet, State(report, name));
    }

    [Fact]
    public async Task Protecting_is_enforced_reported_rule_by_rule_and_idempotent()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var lead = As(GitSandbox.Lead);
        var report = await lead.ProtectAsync(repository, "uat", Full, Stop);
        Assert.True(report.Changed);
        foreach (var name in new[] { "RequirePullRequest", "Approvals", "DismissStale", "RequireStatus" })
            Assert.Equal((name, ProtectionState.Enforced), (name, State(report, name)));
        Assert.True((await lead.FindBranchAsync(repository, "uat", Stop))!.IsProtected);
        Assert.Equal(AllRules.Order(), report.Rules.Select(r => r.Rule).Order());

        var again = await lead.ProtectAsync(repository, "uat", Full, Stop);
        Assert.False(again.Changed);
        Assert.Equal(report.Rules, again.Rules);
        var read = await lead.GetProtectionAsync(repository, "uat", Stop);
        Assert.Equal(report.Rules.Select(r => (r.Rule, r.Actual)), read.Rules.Select(r => (r.Rule, r.Actual)));

        // Another branch is not touched.
        Assert.Equal(ProtectionState.NotSet, State(await lead.GetProtectionAsync(repository, "prd", Stop), "RequirePullRequest"));
    }

    [Fact]
    public async Task Only_the_rules_that_are_given_change()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var lead = As(GitSandbox.Lead);
        await lead.ProtectAsync(repository, "uat", Full, Stop);
        var report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 2, RequireStatus = ["mlops/smoke"] }, Stop);
        Assert.True(report.Changed);
        Assert.Equal("2", Assert.Single(report.Rules, r => r.Rule == "Approvals").Actual);
        foreach (var name in new[] { "RequirePullRequest", "DismissStale" })
            Assert.Equal((name, ProtectionState.Enforced), (name, State(report, name)));
        var statuses = Assert.Single(report.Rules, r => r.Rule == "RequireStatus").Actual;
        Assert.Contains("mlops/uat-gate", statuses, StringComparison.Ordinal);
        Assert.Contains("mlops/smoke", statuses, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_of_who_pushed_last_does_not_count_where_the_rules_say_so()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead);
        var report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1, LastPushApproval = true, IncludeAdministrators = true }, Stop);
        Assert.Equal(ProtectionState.Enforced, State(report, "LastPushApproval"));
        var head = await CommitAsync(GitSandbox.Lead, repository, "feature/optimize", "test_size=0.1\n");
        await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, head, null, Stop);
        await FailsAsync<ReviewsMissingException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(head), Stop));

        report = await lead.ProtectAsync(repository, "uat", new ProtectionRules { LastPushApproval = false }, Stop);
        Assert.Equal((true, ProtectionState.Enforced, "no"), (report.Changed, State(report, "LastPushApproval"), report.Rules.Single(r => r.Rule == "LastPushApproval").Actual));
        Assert.Equal(PullRequestState.Merged, (await lead.MergeAsync(repository, pull.Number, new MergeRequest(head), Stop)).State);
    }

    [Fact]
    public async Task A_protected_branch_is_not_deleted_until_its_rules_are_gone()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        var lead = As(GitSandbox.Lead);
        await lead.ProtectAsync(repository, "uat", Full, Stop);
        await FailsAsync<BranchProtectedException>(() => lead.DeleteBranchAsync(repository, "uat", null, Stop));
        Assert.NotNull(await lead.FindBranchAsync(repository, "uat", Stop));

        var report = await lead.UnprotectAsync(repository, "uat", Stop);
        Assert.True(report.Changed);
        Assert.Equal(ProtectionState.NotSet, State(report, "RequirePullRequest"));
        Assert.False((await lead.UnprotectAsync(repository, "uat", Stop)).Changed);
        await lead.DeleteBranchAsync(repository, "uat", null, Stop);
        Assert.Null(await lead.FindBranchAsync(repository, "uat", Stop));
    }

    [Fact]
    public async Task Whoever_is_no_administrator_does_not_protect()
    {
        var repository = await AddRepositoryAsync("uat", "prd");
        await FailsAsync<GitHostAccessDeniedException>(() => As(GitSandbox.Scientist).ProtectAsync(repository, "uat", Full, Stop));
        Assert.Equal(ProtectionState.NotSet, State(await As(GitSandbox.Lead).GetProtectionAsync(repository, "uat", Stop), "RequirePullRequest"));
    }

    protected static ProtectionState State(ProtectionReport report, string rule) => Assert.Single(report.Rules, r => r.Rule == rule).State;
}
