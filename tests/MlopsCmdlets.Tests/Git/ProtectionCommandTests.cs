using MlopsCmdlets.Git.Protection;

namespace MlopsCmdlets.Tests.Git;

/// <summary>Protection of branches, over a host in memory.</summary>
public sealed class ProtectionCommandTests : IDisposable
{
    private readonly FakeGitHost _host = new();
    private readonly GitEngine _engine;

    public ProtectionCommandTests() => _engine = new GitEngine(_host);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Only_the_rules_that_are_given_are_set_and_each_branch_has_a_report()
    {
        var (output, errors, _) = _engine.Run("Protect-MlopsBranch -Name uat, prd -RequirePullRequest -Approvals 1 -DismissStale:$false -RestrictPush team:leads -RequireStatus mlops/uat-gate");

        Assert.Empty(errors);
        Assert.Equal(["uat", "prd"], output.Cast<ProtectionReport>().Select(r => r.Branch));
        Assert.Equivalent(
            new ProtectionRules { RequirePullRequest = true, Approvals = 1, DismissStale = false, RestrictPush = ["team:leads"], RequireStatus = ["mlops/uat-gate"], IncludeAdministrators = null }, _host.Rules, strict: true);
        Assert.Equal("InvalidArgument", _engine.ErrorOf("Protect-MlopsBranch uat"));
    }

    [Fact]
    public void What_is_not_enforced_is_a_warning_for_what_was_asked_for_only()
    {
        _host.Report = branch => new ProtectionReport(
            FakeGitHost.Team, branch,
            [
                new ProtectionFinding("RequirePullRequest", "yes", "yes", ProtectionState.Enforced, null),
                new ProtectionFinding("RestrictPush", "team:leads", "nobody", ProtectionState.NotSupported, "Personal repositories cannot restrict pushes."),
                new ProtectionFinding("ForcePush", null, "allowed", ProtectionState.NotSet, null),
            ],
            Changed: true);

        var (output, _, warnings) = _engine.Run("Protect-MlopsBranch uat -RequirePullRequest -RestrictPush team:leads");

        Assert.False(Assert.IsType<ProtectionReport>(Assert.Single(output)).IsEnforced);
        Assert.Equal("Branch 'uat': RestrictPush is not enforced: Personal repositories cannot restrict pushes.", Assert.Single(warnings));
    }

    [Fact]
    public void Taking_protection_away_asks_and_fails_where_nobody_can_answer()
    {
        Assert.Equal("ConfirmationRequired", _engine.ErrorOf("Unprotect-MlopsBranch uat"));
        Assert.Empty(_host.Calls);
        _engine.Single<ProtectionReport>("Unprotect-MlopsBranch uat -Confirm:$false");
        Assert.Equal(["unprotect uat"], _host.Calls);
    }

    [Fact]
    public void Taking_protection_away_names_what_goes()
    {
        _host.Report = branch => new ProtectionReport(
            FakeGitHost.Team, branch,
            [
                new ProtectionFinding("Approvals", null, "2", ProtectionState.Enforced, null),
                new ProtectionFinding("RequireStatus", null, "other/tool", ProtectionState.Enforced, null),
                new ProtectionFinding("DismissStale", null, "no", ProtectionState.NotSet, null),
                new ProtectionFinding("Deletion", null, "refused", ProtectionState.Enforced, null),
            ],
            Changed: false);

        var (_, errors, _) = _engine.Run("$script:said = Unprotect-MlopsBranch uat -Confirm:$false -Verbose 4>&1");

        Assert.Empty(errors);
        Assert.Contains("Branch 'uat': Remove the rules Approvals (2), RequireStatus (other/tool).", _engine.Run("$script:said | ForEach-Object { \"$_\" }").Output);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(0)]
    public void The_view_has_a_line_for_each_rule_fits_the_window_and_is_harmless(int width)
    {
        string remark = string.Join(" ", Enumerable.Repeat("word", 60));
        var report = new ProtectionReport(
            FakeGitHost.Team, "ua\u001b[31mt",
            [
                new ProtectionFinding("IncludeAdministrators", "yes", "no ##vso[task.complete]", ProtectionState.NotEnforced, remark),
                new ProtectionFinding("Approvals", "1", "1", ProtectionState.Enforced, null),
                new ProtectionFinding("RequireStatus", null, new string('x', 300), ProtectionState.Enforced, null),
            ],
            Changed: false);

        string[] lines = ProtectionView.Of(report, width).Split('\n');

        Assert.Equal("Branch uat of churn-team/churn (nothing to change)", lines[0]);
        Assert.Contains("  Approvals             Enforced      1", lines);
        Assert.Contains(lines, l => l.StartsWith("  IncludeAdministrators NotEnforced   no", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("##_vso[", StringComparison.Ordinal));
        Assert.All(lines, l => Assert.True(l.Length < Math.Max(60, width == 0 ? 80 : width), l));
        Assert.DoesNotContain('\u001b', string.Concat(lines));
    }
}
