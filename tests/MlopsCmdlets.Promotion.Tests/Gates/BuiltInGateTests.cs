using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Gates.BuiltIn;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Gates;

public sealed class BuiltInGateTests : GateBench
{
    [Theory]
    [InlineData(0, "", GateOutcome.Passed)]
    [InlineData(1, "", GateOutcome.Failed)]
    [InlineData(1, "+bob", GateOutcome.Passed)]
    [InlineData(2, "+bob", GateOutcome.Failed)]
    [InlineData(2, "+bob +eve", GateOutcome.Passed)]
    [InlineData(2, "+bob +bob", GateOutcome.Failed)] // one person counts once
    [InlineData(1, "+author", GateOutcome.Failed)] // the author does not count
    [InlineData(1, "+bob -eve", GateOutcome.Failed)] // a denial wins
    [InlineData(0, "-eve", GateOutcome.Failed)]
    [InlineData(1, "-bob +bob", GateOutcome.Passed)] // changed the mind
    [InlineData(1, "+bob -bob", GateOutcome.Failed)]
    [InlineData(0, "-author", GateOutcome.Failed)]
    public async Task Approvals_are_counted(int required, string decisions, GateOutcome outcome)
    {
        Bench.RequiredApprovals = required;
        Decide(Context.Plan.Hash, decisions);
        Assert.Equal(outcome, (await JudgeAsync(Gate("approval"))).Outcome);
    }

    [Theory]
    [InlineData("+bob", "-eve", GateOutcome.Failed)] // removed by somebody
    [InlineData("+bob -eve", "-eve", GateOutcome.Failed)] // still there
    [InlineData("+bob . +eve", "-eve", GateOutcome.Passed)] // changed the mind since
    [InlineData("+eve +bob", ". -eve", GateOutcome.Failed)] // approved first, denied later, and the denial was removed
    [InlineData("+eve +bob", "-eve", GateOutcome.Failed)] // at the same moment
    [InlineData("+bob", "", GateOutcome.Passed)]
    [InlineData("+bob", "+eve", GateOutcome.Passed)] // no denial
    [InlineData("+bob . . +eve", "-eve . -eve", GateOutcome.Passed)] // the last of several
    [InlineData("+bob . +eve", "-eve . . -eve", GateOutcome.Failed)]
    public async Task A_denial_of_the_record_counts_though_the_decision_was_removed(string decisions, string recorded, GateOutcome outcome)
    {
        Bench.RequiredApprovals = 1;
        Decide(Context.Plan.Hash, decisions);
        History = new PromotionHistory("prd", [.. Decisions(Context.Plan.Hash, recorded).Select((decision, i) => Denial(Context.Plan.Hash, decision) with { Sequence = i + 4 })], []);
        var result = await JudgeAsync(Gate("approval"));
        Assert.Equal(outcome, result.Outcome);
        if (outcome == GateOutcome.Failed)
            Assert.Contains("denied by eve", result.Evidence);
    }

    [Fact]
    public async Task A_removed_denial_is_told_with_its_entry_and_one_of_another_plan_or_kind_does_not_count()
    {
        var plan = Context.Plan.Hash;
        var denial = Decisions(plan, "-eve")[0];
        History = new PromotionHistory("prd", [Denial("another", denial), Denial(plan, denial) with { Kind = EntryKind.Promotion }], []);
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync(Gate("approval"))).Outcome);
        History = new PromotionHistory("prd", [Denial(plan.ToUpperInvariant(), denial) with { Sequence = 7 }], []);
        Assert.Contains("was removed from the space since, the record holds it (entry 7)", (await JudgeAsync(Gate("approval"))).Evidence);
        Decide(plan, "-eve");
        Assert.DoesNotContain("removed", (await JudgeAsync(Gate("approval"))).Evidence);
    }

    [Fact]
    public async Task An_approval_of_another_plan_or_on_another_cluster_does_not_count_for_this_one()
    {
        Bench.RequiredApprovals = 1;
        Decide("another", "+bob");
        Assert.Equal(GateOutcome.Failed, (await JudgeAsync(Gate("approval"))).Outcome);
    }

    [Fact]
    public async Task The_stricter_of_plan_and_environment_counts()
    {
        Plan = Bench.Planning.Plan() with { RequiredApprovals = 2 };
        Bench.RequiredApprovals = 1;
        Decide(Plan.Hash, "+bob");
        Assert.Contains("1 of 2", (await JudgeAsync(Gate("approval"))).Evidence);
    }

    [Fact]
    public async Task An_environment_is_skipped_only_when_its_record_holds_the_same_content()
    {
        Bench.Predecessor = null;
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync(Gate("predecessor"))).Outcome);
        Bench.Predecessor = "UAT"; // the plan comes from uat
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync(Gate("predecessor"))).Outcome);
        Bench.Predecessor = "staging";
        Assert.Equal(GateOutcome.NotRun, (await JudgeAsync(Gate("predecessor"))).Outcome);
        Histories["staging"] = new PromotionHistory("staging", [Entry("other", PromotionOutcome.Succeeded), Entry(Context.Plan.Changes[0].SourceSha256!, PromotionOutcome.Failed)], []);
        Assert.Contains("'staging' is skipped", (await JudgeAsync(Gate("predecessor"))).Evidence);
        Histories["staging"] = new PromotionHistory("staging", [Entry(Context.Plan.Changes[0].SourceSha256!, PromotionOutcome.Succeeded)], []);
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync(Gate("predecessor"))).Outcome);
        Histories["staging"] = Histories["staging"]! with { Faults = [new RecordFault(RecordFaultKind.Edited, 1, "x", "Somebody edited it.")] };
        Assert.Equal(GateOutcome.Failed, (await JudgeAsync(Gate("predecessor"))).Outcome);
    }

    [Fact]
    public async Task A_plan_expires()
    {
        Plan = Bench.Planning.Plan(at: Bench.Time.GetUtcNow().AddDays(-6));
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync(Gate("expiry"))).Outcome);
        Plan = Bench.Planning.Plan(at: Bench.Time.GetUtcNow().AddDays(-8));
        Assert.Equal(GateOutcome.Failed, (await JudgeAsync(Gate("expiry"))).Outcome);
    }

    [Theory]
    [InlineData(-23, GateOutcome.Passed)]
    [InlineData(-25, GateOutcome.Failed)]
    [InlineData(1, GateOutcome.Failed)] // from the future
    public async Task A_plan_is_not_older_than_allowed(int hours, GateOutcome outcome)
    {
        Plan = Bench.Planning.Plan(at: Bench.Time.GetUtcNow().AddHours(hours));
        Assert.Equal(outcome, (await JudgeAsync("planAge", """{"maximum":"1.00:00:00"}""")).Outcome);
    }

    [Fact]
    public async Task A_script_gate_without_its_script_and_an_unknown_kind_have_nothing_to_judge_by()
    {
        Assert.Contains("give the same script again", (await JudgeAsync("script", """{"sha256":"abc"}""")).Evidence);
        var unknown = await JudgeAsync("pullRequestX", "{}");
        Assert.Equal(GateOutcome.NotRun, unknown.Outcome);
        Assert.Contains("branch, checks, metric, planAge, pullRequest, schema, script", unknown.Evidence);
    }

    private void Decide(string planHash, string decisions)
    {
        Bench.Ledger.Approvals.AddRange(Decisions(planHash, decisions));
    }

    /// <summary>One second apart each; a dot lets a second go by.</summary>
    private Approval[] Decisions(string planHash, string decisions) =>
    [
        .. decisions.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select((decision, i) => (Uid: decision.Substring(1), Is: decision[0], Second: i)).Where(one => one.Is != '.')
            .Select(one => new Approval(planHash, one.Is == '+' ? ApprovalDecision.Approved : ApprovalDecision.Denied, new Actor("https://b.example.com/", one.Uid, one.Uid), Bench.Time.GetUtcNow().AddSeconds(one.Second), null)),
    ];

    private static PromotionEntry Denial(string planHash, Approval denial) => new()
    {
        Environment = "prd", Actor = denial.By, Kind = EntryKind.Denial, Outcome = PromotionOutcome.Stopped, PlanHash = planHash, Approvals = [denial],
    };

    private static PromotionEntry Entry(string sha256, PromotionOutcome outcome) => new()
    {
        Environment = "staging", Actor = new Actor("c", "u", "n"), Outcome = outcome, Kind = EntryKind.Promotion,
        Assets = [new RecordedAsset("wml_model", "Churn", CopyAction.Added, null, "i", sha256, null) { IsModel = true }],
    };

    private static IPromotionGate Gate(string kind) => BuiltInGates.All.Single(gate => gate.Definition.Kind == kind);
}
