using System.Management.Automation;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Tests.Git;

/// <summary>Cmdlets of pull requests, over a host in memory.</summary>
public sealed class PullRequestCommandTests : IDisposable
{
    private readonly FakeGitHost _host = new();
    private readonly GitEngine _engine;

    public PullRequestCommandTests() => _engine = new GitEngine(_host);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_new_one_goes_from_the_branch_checked_out_into_the_first_environment_of_the_own_repository()
    {
        PullRequest opened = _engine.Single<PullRequest>("New-MlopsPullRequest -Summary 'smaller test set' -Reviewer lead, ops");

        var (repository, definition) = Assert.Single(_host.Created);
        Assert.Equal(42, opened.Number);
        Assert.Equal(FakeGitHost.Team, repository); // a fork: not its upstream
        Assert.Equal(("feature", "dev"), (definition.Head, definition.Base));
        Assert.Null(definition.HeadRepository);
        Assert.Equal("Merge feature into dev", definition.Title);
        Assert.Equal("smaller test set", definition.Body);
        Assert.Equal(["lead", "ops"], definition.Reviewers);
    }

    [Fact]
    public void Requests_are_told_of_only_to_somebody_who_looks()
    {
        _engine.Run("Get-MlopsPullRequest");
        Assert.Null(_host.Trace);
        _engine.Run("Get-MlopsPullRequest -Verbose");
        Assert.NotNull(_host.Trace);
    }

    [Fact]
    public void The_upstream_is_taken_only_when_asked_for()
    {
        _engine.Single<PullRequest>("New-MlopsPullRequest -Upstream -Body b");

        var (repository, definition) = Assert.Single(_host.Created);
        Assert.Equal(FakeGitHost.Upstream, repository);
        Assert.Equal(FakeGitHost.Team, definition.HeadRepository);
        Assert.Equal("InvalidArgument", _engine.ErrorOf("New-MlopsPullRequest -Upstream -Repository churn-upstream/churn -Base dev -Body b"));
    }

    [Theory]
    [InlineData("-Head dev -Base prd")]
    [InlineData("-Head dev -Base prd -Expedited")]
    [InlineData("-Base uat")]
    [InlineData("-Head uat -Base uat -HeadRepository someone/churn")]
    [InlineData("-Head dev -Base prd -Expedited -HeadRepository Churn-Team/Churn")] // the own one, by another spelling
    public void A_skip_of_an_environment_is_refused_before_anything_is_asked(string arguments)
    {
        Assert.Equal("BranchOrder", _engine.ErrorOf("New-MlopsPullRequest " + arguments));
        Assert.Empty(_host.Created);
    }

    [Theory]
    [InlineData("-Head dev", "uat")]
    [InlineData("-Head uat", "prd")]
    [InlineData("-Base prd -Expedited", "prd")]
    public void Environments_follow_each_other_and_a_repair_may_be_expedited(string arguments, string @base)
    {
        _engine.Single<PullRequest>("New-MlopsPullRequest -Body b " + arguments);

        Assert.Equal(@base, Assert.Single(_host.Created).Definition.Base);
    }

    [Theory]
    [InlineData("-Head unpushed -Body b", "BranchNotFound")]
    [InlineData("-Head dev -Base dev -Body b", "BranchOrder")]
    [InlineData("-Head feature -Base feature -Body b", "InvalidArgument")]
    [InlineData("-Repository https://elsewhere.example.com/a/b -Body b", "RepositoryNotRecognized")]
    [InlineData("-Repository nonsense -Body b", "RepositoryNotRecognized")]
    [InlineData("-TemplatePath nowhere.md", "FileNotFound")]
    public void What_is_wrong_is_said(string arguments, string error) => Assert.Equal(error, _engine.ErrorOf("New-MlopsPullRequest " + arguments));

    [Fact]
    public void Merging_without_mlops_json_warns_once_that_nothing_is_checked()
    {
        using var engine = new GitEngine(_host, environments: false);
        _host.Add(head: "dev", @base: "prd");
        _host.Add(head: "feature", @base: "prd");

        var (output, errors, warnings) = engine.Run("Get-MlopsPullRequest | Merge-MlopsPullRequest");

        Assert.Empty(errors);
        Assert.Equal(2, output.Count);
        Assert.Contains("not checked", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Merge-MlopsPullRequest 1 -Force -WhatIf").Warnings);
    }

    [Fact]
    public void Without_mlops_json_the_base_has_to_be_said_and_a_warning_tells_that_nothing_is_checked()
    {
        using var engine = new GitEngine(_host, environments: false);

        Assert.Equal("InvalidArgument", engine.ErrorOf("New-MlopsPullRequest -Body b"));
        var (output, errors, warnings) = engine.Run("New-MlopsPullRequest -Body b -Head dev -Base prd");
        Assert.Empty(errors);
        Assert.Single(output);
        Assert.Contains(warnings, w => w.Contains("not checked", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clone_that_lacks_the_commits_costs_the_notebooks_and_not_the_pull_request()
    {
        var (output, errors, warnings) = _engine.Run("New-MlopsPullRequest");

        Assert.Empty(errors);
        Assert.Single(output);
        Assert.Contains(warnings, w => w.Contains("differences of notebooks are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_takes_what_comes_from_the_pipeline_and_a_template_of_ones_own_places_it()
    {
        _engine.Write("t.md", "# {{head}}\n{{report}}\nend");

        _engine.Single<PullRequest>("$args | New-MlopsPullRequest -TemplatePath t.md", Gate("accuracy", GateOutcome.Failed));

        string body = Assert.Single(_host.Created).Definition.Body;
        Assert.StartsWith("# `feature`", body, StringComparison.Ordinal);
        Assert.Contains("❌ Failed | accuracy", body, StringComparison.Ordinal);
        Assert.EndsWith("end", body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_evidence_is_there_before_the_object_comes_out()
    {
        _engine.Write("t.md", "{{summary}}\n{{report}}");

        var (_, errors, _) = _engine.Run(
            "$gates = $args; try { $gates | New-MlopsPullRequest -TemplatePath t.md -Summary ('x' * 60000) | ForEach-Object { throw 'enough' } } catch { }", Gate("accuracy", GateOutcome.Failed));

        Assert.Empty(errors);
        Assert.Single(_host.Created);
        Assert.Contains("comment 42 mlops-pull-request", _host.Calls);
    }

    [Fact]
    public void Approval_is_of_the_head_that_was_looked_at()
    {
        _host.Add();
        _engine.Single<PullRequest>("$seen = Get-MlopsPullRequest 1; $seen | Approve-MlopsPullRequest -Comment fine");
        _host.PullRequests[0] = _host.PullRequests[0] with { HeadCommit = FakeGitHost.Sha1 };
        _engine.Run("$seen | Approve-MlopsPullRequest -Comment again");

        Assert.Equal(["Approve 1 2222 fine", "Approve 1 2222 again"], _host.Calls.Where(c => c.StartsWith("Approve", StringComparison.Ordinal)));
        Assert.Equal("HeadMoved", _engine.ErrorOf("Approve-MlopsPullRequest 1 -ExpectedHead 2222222"));
    }

    [Theory]
    [InlineData("Approve-MlopsPullRequest 1")]
    [InlineData("Deny-MlopsPullRequest 1 -Comment no")]
    [InlineData("Get-MlopsPullRequest 1 | Approve-MlopsPullRequest")]
    public void The_author_is_refused_whatever_the_host_would_say(string call)
    {
        _host.Add(author: "Lead");

        Assert.Equal("OwnPullRequest", _engine.ErrorOf(call));
        Assert.DoesNotContain(_host.Calls, c => c.StartsWith("Approve", StringComparison.Ordinal) || c.StartsWith("Reject", StringComparison.Ordinal));
    }

    [Fact]
    public void Denial_needs_words()
    {
        _host.Add();
        _engine.Single<PullRequest>("Deny-MlopsPullRequest 1 -Comment 'seed is gone'");

        Assert.Contains("Reject 1 2222 seed is gone", _host.Calls);
        Assert.Contains(_engine.Run("(Get-Command Deny-MlopsPullRequest).Parameters['Comment'].Attributes.Mandatory").Output, o => o is true);
    }

    [Fact]
    public void A_merge_takes_the_expected_head_and_hands_over_time_way_and_deletion()
    {
        _host.Add();
        PullRequest merged = _engine.Single<PullRequest>("Merge-MlopsPullRequest 1 -ExpectedHead 22222222 -Strategy Squash -DeleteBranch -TimeoutSec 5");

        Assert.Equal(PullRequestState.Merged, merged.State);
        Assert.Equal(FakeGitHost.Sha2, _host.Merged!.ExpectedHead);
        Assert.Equal(MergeStrategy.Squash, _host.Merged.Strategy);
        Assert.True(_host.Merged.DeleteBranch);
        Assert.Equal("dev", _host.Merged.ExpectedBase);
        Assert.Equal(TimeSpan.FromSeconds(5), _host.Merged.Timeout);
        _engine.Single<PullRequest>("Get-MlopsPullRequest 1 | Merge-MlopsPullRequest");
        Assert.Null(_host.Merged.Strategy);
    }

    [Fact]
    public void A_merge_whose_branch_stays_comes_out_and_says_why_it_stays()
    {
        _host.Add();
        _host.Kept = new BranchProtectedException(new GitHostFailure(_host.Url, "delete branch 'feature'"), "feature");

        var (output, errors, _) = _engine.Run("Merge-MlopsPullRequest 1 -DeleteBranch");

        Assert.Equal(PullRequestState.Merged, Assert.IsType<PullRequest>(Assert.Single(output)).State);
        Assert.Equal("BranchProtected", Assert.Single(errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void A_merge_that_skips_moves_or_deletes_an_environment_is_refused()
    {
        _host.Add(head: "dev", @base: "prd");
        _host.Add(head: "dev", @base: "uat");
        _host.Add();

        Assert.Equal("BranchOrder", _engine.ErrorOf("Merge-MlopsPullRequest 1 -Force"));
        Assert.Equal("InvalidArgument", _engine.ErrorOf("Merge-MlopsPullRequest 2 -DeleteBranch"));
        Assert.Equal("HeadMoved", _engine.ErrorOf("Merge-MlopsPullRequest 3 -ExpectedHead 3333333"));
        Assert.Null(_host.Merged);
    }

    [Fact]
    public void Into_production_nobody_merges_unasked()
    {
        _host.Add(head: "uat", @base: "prd");

        Assert.Equal("ConfirmationRequired", _engine.ErrorOf("Merge-MlopsPullRequest 1"));
        Assert.Null(_host.Merged);
        _engine.Single<PullRequest>("Merge-MlopsPullRequest 1 -Force");
        Assert.NotNull(_host.Merged);
    }

    [Fact]
    public void Lists_pass_the_question_on_and_one_that_is_missing_stops_no_other()
    {
        _host.Add();
        _host.Add(@base: "uat");

        Assert.Equal(1, _engine.Single<PullRequest>("Get-MlopsPullRequest -Base dev -First 5").Number);
        _engine.Run("Get-MlopsPullRequest -State All -Head feature");
        Assert.Equal(["list Open dev  5", "list all  feature 100"], _host.Calls);
        var (output, errors, _) = _engine.Run("Get-MlopsPullRequest 9, 2");
        Assert.Equal("GitHostNotFound", Assert.Single(errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Single(output);
        Assert.Equal(2, _engine.Run("Get-MlopsPullRequest | Get-MlopsPullRequest").Output.Count);
    }

    [Fact]
    public void An_object_finds_its_host_again_among_several()
    {
        var other = new FakeGitHost { Me = new HostUser("9", "other") };
        _host.Add();
        _engine.Run("$seen = Get-MlopsPullRequest 1");
        _engine.Connect("other", other);

        _engine.Single<PullRequest>("$seen | Approve-MlopsPullRequest");
        Assert.Contains(_host.Calls, c => c.StartsWith("Approve", StringComparison.Ordinal));
        Assert.Empty(other.Calls);
        Assert.Equal("GitHostNotFound", _engine.ErrorOf("Approve-MlopsPullRequest 1"));
        _engine.Single<PullRequest>("Approve-MlopsPullRequest 1 -GitHost fake");
        _engine.Run("Disconnect-MlopsGitHost other; Disconnect-MlopsGitHost fake");
        Assert.True(_host.IsDisposed);
        Assert.Equal("NoGitHost", _engine.ErrorOf("$seen | Approve-MlopsPullRequest"));
    }

    [Fact]
    public void Texts_of_one_pipeline_become_one_comment()
    {
        _host.Add();

        PullRequestComment comment = _engine.Single<PullRequestComment>("'# Report', '', '| a |' | Add-MlopsPullRequestComment -Number 1 -Key uat");
        Assert.Equal(("uat", 1, "https://git.example.com/c/1"), (comment.Key, comment.Number, comment.WebUrl!.ToString()));
        Assert.Equal("# Report\n\n| a |", _host.Commented);
        _host.Add();
        Assert.Equal(2, _engine.Run("Get-MlopsPullRequest | Add-MlopsPullRequestComment -Markdown frozen").Output.Count);
        Assert.Contains("comment 1 report", _host.Calls);
        Assert.Contains("comment 2 report", _host.Calls);
        Assert.Equal("InvalidArgument", _engine.ErrorOf("'' | Add-MlopsPullRequestComment -Number 1"));
        Assert.Equal("InvalidArgument", _engine.ErrorOf("'x' * 70000 | Add-MlopsPullRequestComment -Number 1"));
    }

    [Fact]
    public void A_pull_request_that_takes_no_comment_costs_no_other_its_comment()
    {
        var host = new FakeGitHost { Locked = 2 };
        using var engine = new GitEngine(host);
        for (int i = 0; i < 3; i++)
            host.Add();

        var (output, errors, _) = engine.Run("Get-MlopsPullRequest | Add-MlopsPullRequestComment -Markdown frozen");

        Assert.Equal([3, 1], output.Select(o => Assert.IsType<PullRequestComment>(o).Number));
        ErrorRecord error = Assert.Single(errors);
        Assert.Equal(("GitHostAccessDenied", 2), (error.FullyQualifiedErrorId.Split(',')[0], Assert.IsType<PullRequest>(error.TargetObject).Number));
    }

    [Fact]
    public void Gates_become_one_status()
    {
        CheckState status = _engine.Single<CheckState>(
            "$args | Set-MlopsStatus -Context mlops/uat-gate -PullRequest 7 -TargetUrl https://ci.example.com/1",
            Gate("accuracy", GateOutcome.Passed), Gate("drift", GateOutcome.NotRun), Gate("age", GateOutcome.Failed, GateSeverity.Advisory));

        Assert.Equal(CheckOutcome.Failed, status.Outcome);
        Assert.Equal("1 of 3 gates passed; stopped by drift (not run); advisory: age", _host.Status!.Description);
        Assert.Equal("mlops/uat-gate", _host.Status.Context);
        Assert.Contains("status #7", _host.Calls);
        Assert.Null(_host.Status.ExpectedHead);
        Assert.Equal(CheckOutcome.Succeeded, _engine.Single<CheckState>("$args | Set-MlopsStatus mlops/x -Commit dev", Gate("a", GateOutcome.Passed)).Outcome);
        Assert.Contains("status 1111", _host.Calls);
    }

    [Fact]
    public void A_status_is_of_the_head_of_the_object()
    {
        _host.Add();
        _engine.Single<CheckState>("$seen = Get-MlopsPullRequest 1; Set-MlopsStatus mlops/x -PullRequest $seen -Outcome Succeeded");

        Assert.Equal(FakeGitHost.Sha2, _host.Status!.ExpectedHead);
    }

    [Theory]
    [InlineData("Set-MlopsStatus mlops/x -Commit dev", "NothingSelected")]
    [InlineData("Set-MlopsStatus mlops/x -Commit nowhere -Outcome Pending", "BranchNotFound")]
    [InlineData("$args | Set-MlopsStatus mlops/x -Commit dev -Outcome Succeeded", "InvalidArgument")]
    public void A_status_that_says_nothing_or_two_things_is_refused(string call, string error)
    {
        Assert.Equal(error, _engine.ErrorOf(call, Gate("a", GateOutcome.Failed)));
        Assert.Null(_host.Status);
    }

    [Fact]
    public void A_long_description_keeps_to_what_hosts_take_and_to_one_line()
    {
        _engine.Single<CheckState>("Set-MlopsStatus x -Commit dev -Outcome Pending -Description $args[0]", "a\n##vso[task.complete]" + new string('b', 300));

        Assert.True(_host.Status!.Description.Length <= 142);
        Assert.DoesNotContain('\n', _host.Status.Description);
        Assert.DoesNotContain("##vso[", _host.Status.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-MlopsPullRequest -Body b")]
    [InlineData("Approve-MlopsPullRequest 1")]
    [InlineData("Deny-MlopsPullRequest 1 -Comment c")]
    [InlineData("Merge-MlopsPullRequest 1")]
    [InlineData("Close-MlopsPullRequest 1")]
    [InlineData("Add-MlopsPullRequestComment 1 text")]
    [InlineData("Set-MlopsStatus x -Commit dev -Outcome Pending")]
    [InlineData("Set-MlopsStatus x -PullRequest 1 -Outcome Pending")]
    [InlineData("Protect-MlopsBranch dev -RequirePullRequest")]
    [InlineData("Unprotect-MlopsBranch dev")]
    public void WhatIf_changes_nothing(string call)
    {
        _host.Add();

        var (output, errors, _) = _engine.Run(call + " -WhatIf");

        Assert.Empty(errors);
        Assert.Empty(output);
        Assert.Empty(_host.Created);
        Assert.All(_host.Calls, c => Assert.StartsWith("get", c, StringComparison.Ordinal));
        Assert.Null(_host.Merged);
        Assert.Equal(PullRequestState.Open, _host.PullRequests[0].State);
    }

    private static GateResult Gate(string name, GateOutcome outcome, GateSeverity severity = GateSeverity.Required) => new(name, "metric", outcome, severity, "evidence");
}
