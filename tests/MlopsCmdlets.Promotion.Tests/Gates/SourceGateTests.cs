using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Tests.Gates;

/// <summary>Gates about the commit that produced the model.</summary>
public sealed class SourceGateTests : GateBench, ISourceControl
{
    private const string Commit = "3f2a9c11d0e84b7f6a5c3d2e1f0a9b8c7d6e5f4a";
    private readonly List<SourceReview> _reviews = [];
    private readonly List<SourceCheck> _checks = [];
    private string? _in;
    private (string Commit, string Branch)? _asked;

    public SourceGateTests()
    {
        Services = new GateServices { Source = _ => this };
        Bench.Source.Single("Churn").Tags = ["churn", "mlops-commit-" + Commit.ToUpperInvariant()];
    }

    public string Name => "team/churn on github.com";

    public Task<IReadOnlyList<SourceReview>> FindReviewsAsync(string commit, string branch, CancellationToken cancellationToken) => Answer<IReadOnlyList<SourceReview>>(commit, branch, _reviews);

    public Task<IReadOnlyList<SourceCheck>> GetChecksAsync(string commit, string branch, CancellationToken cancellationToken) => Answer<IReadOnlyList<SourceCheck>>(commit, branch, _checks);

    public Task<string?> FindInBranchAsync(string commit, string branch, CancellationToken cancellationToken) => Answer(commit, branch, _in);

    [Theory]
    [InlineData("lead", "", GateOutcome.Passed, "team/churn#7 at 3f2a9c11d0 is approved by lead")]
    [InlineData("", "", GateOutcome.Failed, "0 of 1 approvals")]
    [InlineData("Dana", "", GateOutcome.Failed, "the approval of dana does not count, who opened it")]
    [InlineData("dana,lead", "", GateOutcome.Passed, "approved by lead")]
    [InlineData("lead", "ops", GateOutcome.Failed, "rejected by ops")]
    public async Task Somebody_else_than_the_author_has_to_approve(string approvers, string rejecters, GateOutcome outcome, string evidence)
    {
        _reviews.Add(new SourceReview("team/churn#7", "dana", Names(approvers), Names(rejecters)));

        var result = await JudgeAsync("pullRequest", """{"branch":"prd"}""");

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(evidence, result.Evidence);
        Assert.Equal(Commit, result.Details["commit"]);
        Assert.Equal((Commit, "prd"), _asked);
    }

    [Fact]
    public async Task As_many_approvals_as_the_gate_says_and_one_good_pull_request_is_enough()
    {
        _reviews.Add(new SourceReview("team/churn#9", "dana", ["lead", "LEAD"], []));
        Assert.Contains("1 of 2 approvals (lead)", (await JudgeAsync("pullRequest", """{"branch":"prd","approvals":2}""")).Evidence);
        _reviews.Add(new SourceReview("team/churn#8", "lead", ["dana", "ops"], []));
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync("pullRequest", """{"branch":"prd","approvals":2}""")).Outcome);
    }

    [Fact]
    public async Task An_approval_that_may_be_of_an_earlier_head_is_told_with_the_remedy()
    {
        _reviews.Add(new SourceReview("team/churn#7", "dana", ["lead", "ops"], []) { UndatedApprovers = ["ops", "dana"] });

        var result = await JudgeAsync("pullRequest", """{"branch":"prd"}""");

        Assert.Equal(GateOutcome.Passed, result.Outcome);
        Assert.Contains("at which commit ops approved", result.Evidence);
        Assert.Contains("-DismissStale", result.Evidence);
    }

    [Fact]
    public async Task A_commit_of_no_pull_request_fails() =>
        Assert.Contains("no pull request into 'prd' of team/churn on github.com has the commit 3f2a9c11d0", (await JudgeAsync("pullRequest", """{"branch":"prd"}""")).Evidence);

    [Theory]
    [InlineData("""{"branch":"prd","checks":["mlops/uat-gate"]}""", GateOutcome.Passed, "mlops/uat-gate is green on 3f2a9c11d0")]
    [InlineData("""{"branch":"prd","checks":["MLOPS/uat-gate","lint"]}""", GateOutcome.Failed, "red: lint")]
    [InlineData("""{"branch":"prd","checks":["slow"]}""", GateOutcome.Failed, "not there: slow (runs)")]
    [InlineData("""{"branch":"prd","checks":["absent","lint"]}""", GateOutcome.Failed, "red: lint; not there: absent")]
    [InlineData("""{"branch":"prd"}""", GateOutcome.Passed, "mlops/uat-gate is green")]
    public async Task Checks_are_green_on_exactly_the_commit(string settings, GateOutcome outcome, string evidence)
    {
        _checks.AddRange([new SourceCheck("mlops/uat-gate", true, true), new SourceCheck("lint", false, false), new SourceCheck("lint", true, false), new SourceCheck("slow", null, false)]);

        var result = await JudgeAsync("checks", settings);

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(evidence, result.Evidence);
    }

    [Fact]
    public async Task Where_no_check_is_demanded_there_is_nothing_to_judge_by()
    {
        _checks.Add(new SourceCheck("lint", true, false));
        Assert.Equal(GateOutcome.NotRun, (await JudgeAsync("checks", """{"branch":"prd"}""")).Outcome);
    }

    [Theory]
    [InlineData("it is its tip", GateOutcome.Passed)]
    [InlineData(null, GateOutcome.Failed)]
    public async Task The_commit_is_merged(string? how, GateOutcome outcome)
    {
        _in = how;
        Assert.Equal(outcome, (await JudgeAsync("branch", """{"branch":"prd"}""")).Outcome);
    }

    [Theory]
    [InlineData("", "does not say which commit produced it: tie it with Set-CpdModel -Commit, which tags it 'mlops-commit-<40 digits>'")]
    [InlineData("mlops-commit-abc", "names no commit of 40 digits")]
    [InlineData("mlops-commit-3f2a9c11d0e84b7f6a5c3d2e1f0a9b8c7d6e5f4a,mlops-commit-0000000000000000000000000000000000000000", "2 commits produced it")]
    public async Task A_model_that_does_not_name_its_commit_cannot_be_judged(string tags, string evidence)
    {
        Bench.Source.Single("Churn").Tags = [.. Names(tags)];

        var result = await JudgeAsync("branch", """{"branch":"prd"}""");

        Assert.Equal(GateOutcome.NotRun, result.Outcome);
        Assert.Contains(evidence, result.Evidence);
        Assert.Null(_asked);
    }

    [Fact]
    public async Task The_gate_may_name_the_commit_itself()
    {
        Bench.Source.Single("Churn").Tags = [];
        _in = "it is its tip";

        Assert.Equal(GateOutcome.Passed, (await JudgeAsync("branch", $$"""{"branch":"dev","commit":"{{Commit.ToUpperInvariant()}}"}""")).Outcome);
        Assert.Equal((Commit, "dev"), _asked);
    }

    [Theory]
    [InlineData("{}", "release")]
    [InlineData("""{"branch":"dev"}""", "dev")] // the gate's own comes first
    public async Task The_branch_is_that_of_the_environment_unless_the_gate_names_one(string settings, string branch)
    {
        _in = "it is its tip";
        var gate = new GateRegistry(GateRegistry.Standard).Create([Define("branch", settings)], Services).Single();
        var context = Context with { Destination = Bench.DestinationSide with { Environment = Bench.DestinationSide.Environment with { Branch = "release" } } };

        Assert.Equal(GateOutcome.Passed, (await gate.EvaluateAsync(context, CancellationToken.None)).Outcome);
        Assert.Equal((Commit, branch), _asked);
    }

    [Fact]
    public async Task What_is_red_and_what_is_not_there_are_told_apart()
    {
        _checks.Add(new SourceCheck("lint", false, false));
        Assert.DoesNotContain("not there", (await JudgeAsync("checks", """{"branch":"prd","checks":["lint"]}""")).Evidence);
        var absent = (await JudgeAsync("checks", """{"branch":"prd","checks":["absent"]}""")).Evidence;
        Assert.DoesNotContain("red", absent);
        Assert.DoesNotContain("runs", absent);
    }

    [Fact]
    public async Task Twenty_approvals_may_be_asked_for() =>
        Assert.Equal(GateOutcome.Failed, (await JudgeAsync("pullRequest", """{"branch":"prd","approvals":20}""")).Outcome);

    [Fact]
    public async Task Without_a_host_nothing_is_let_through()
    {
        Services = new GateServices();

        var result = await JudgeAsync("branch", """{"branch":"prd"}""");

        Assert.Equal(GateOutcome.NotRun, result.Outcome);
        Assert.True(result.Blocks);
        Assert.Contains("no Git host is connected", result.Evidence);
    }

    [Theory]
    [InlineData("pullRequest", """{"approvals":0}""", "'approvals' is a whole number")]
    [InlineData("pullRequest", """{"approvals":1.5}""", "'approvals' is a whole number")]
    [InlineData("pullRequest", """{"approval":1}""", "'approval' is not known")]
    [InlineData("checks", """{"checks":"lint"}""", "'checks' is to be a list of texts")]
    [InlineData("checks", """{"checks":[]}""", "'checks' is to be a list of texts")]
    [InlineData("checks", """{"checks":["lint"," "]}""", "'checks' is to be a list of texts")]
    [InlineData("checks", """{"checks":["lint",1]}""", "'checks' is to be a list of texts")]
    [InlineData("pullRequest", """{"approvals":21}""", "from 1 to 20")]
    [InlineData("planAge", "{}", "'maximum' is missing")]
    [InlineData("planAge", """{"maximum":"0"}""", "such as '1.00:00:00'")]
    [InlineData("planAge", """{"maximum":"-1.00:00:00"}""", "such as '1.00:00:00'")]
    [InlineData("planAge", """{"maximum":"a day"}""", "such as '1.00:00:00'")]
    [InlineData("planAge", """{"maximum":"48:00:00"}""", "'2.00:00:00' for 48 hours")] // 48 days to .NET
    [InlineData("schema", """{"fields":[]}""", "known are timeoutSeconds")]
    [InlineData("script", "{}", "'sha256' is missing")]
    [InlineData("branch", """{"commit":"3f2a"}""", "40 hexadecimal digits")]
    public async Task Wrong_settings_are_told(string kind, string settings, string evidence)
    {
        var result = await JudgeAsync(kind, settings);

        Assert.Equal(GateOutcome.NotRun, result.Outcome);
        Assert.Contains(evidence, result.Evidence);
    }

    private static string[] Names(string text) => text.Split([','], StringSplitOptions.RemoveEmptyEntries);

    private Task<T> Answer<T>(string commit, string branch, T answer)
    {
        _asked = (commit, branch);
        return Task.FromResult(answer);
    }
}
