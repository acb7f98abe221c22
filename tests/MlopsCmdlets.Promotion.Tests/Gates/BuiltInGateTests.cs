using System.Globalization;
using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Gates.BuiltIn;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Tests.Applying;
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
        (Plan, Bench.RequiredApprovals) = (Plan with { RequiredApprovals = 1 }, 2);
        Assert.Contains("1 of 2", (await JudgeAsync(Gate("approval"))).Evidence);
    }

    [Theory]
    [InlineData("https://b.example.com", "author", GateOutcome.Failed)]
    [InlineData("HTTPS://B.Example.com/", "author", GateOutcome.Failed)] // the author, whatever the address looks like
    [InlineData("https://c.example.com", "author", GateOutcome.Passed)] // another cluster has users of its own
    [InlineData("https://b.example.com", "AUTHOR", GateOutcome.Passed)] // ids are compared exactly
    public async Task The_author_is_known_by_cluster_and_id(string cluster, string uid, GateOutcome outcome)
    {
        Bench.RequiredApprovals = 1;
        Bench.Ledger.Approvals.Add(new Approval(Context.Plan.Hash.ToUpperInvariant(), ApprovalDecision.Approved, new Actor(cluster, uid, "ann"), Bench.Time.GetUtcNow(), null));

        var result = await JudgeAsync(Gate("approval"));

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(outcome == GateOutcome.Failed, result.Evidence.Contains("approval of ann does not count"));
    }

    [Fact]
    public async Task What_lets_a_plan_through_is_told()
    {
        Assert.Contains("demands no approval", (await JudgeAsync(Gate("approval"))).Evidence);
        Bench.RequiredApprovals = 1;
        Decide(Context.Plan.Hash, "+bob");
        Assert.Equal("approved by bob; 1 required", (await JudgeAsync(Gate("approval"))).Evidence);
    }

    [Fact]
    public async Task One_person_counts_once_and_the_latest_decision_counts_in_whatever_order_they_are_listed()
    {
        Bench.RequiredApprovals = 2;
        var now = Bench.Time.GetUtcNow();
        Approval By(string cluster, ApprovalDecision decision, int minute) => new(Context.Plan.Hash, decision, new Actor(cluster, "bob", "bob"), now.AddMinutes(minute), "too early");
        Bench.Ledger.Approvals.AddRange([By("https://b.example.com", ApprovalDecision.Approved, 0), By("https://B.EXAMPLE.com/", ApprovalDecision.Approved, 1)]);
        Assert.Contains("1 of 2 approvals (bob)", (await JudgeAsync(Gate("approval"))).Evidence);

        Bench.Ledger.Approvals.Insert(0, By("https://b.example.com", ApprovalDecision.Denied, 2));
        var denied = await JudgeAsync(Gate("approval"));
        Assert.Contains("denied by bob (too early)", denied.Evidence);
        Assert.Equal(("2", "", "bob"), (denied.Details["required"], denied.Details["approvers"], denied.Details["denied"]));
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

    [Theory]
    [InlineData("the model", GateOutcome.Passed)]
    [InlineData("hash in capitals", GateOutcome.Passed)]
    [InlineData("rollback", GateOutcome.Failed)] // what was rolled back to is no new promotion
    [InlineData("another type", GateOutcome.Failed)]
    [InlineData("not the model", GateOutcome.Failed)]
    [InlineData("no hash", GateOutcome.Failed)]
    public async Task The_predecessor_has_to_have_promoted_this_content_as_its_model(string what, GateOutcome outcome)
    {
        Bench.Predecessor = "staging";
        var sha256 = Context.Plan.Changes[0].SourceSha256!;
        var entry = Entry(sha256, PromotionOutcome.Succeeded);
        RecordedAsset asset = entry.Assets[0];
        entry = what switch
        {
            "hash in capitals" => entry with { Assets = [asset with { Sha256 = sha256.ToUpperInvariant() }] },
            "rollback" => entry with { Kind = EntryKind.Rollback },
            "another type" => entry with { Assets = [asset with { Type = "data_asset" }] },
            "not the model" => entry with { Assets = [asset with { IsModel = false }] },
            "no hash" => entry with { Assets = [asset with { Sha256 = null }] },
            _ => entry with { Assets = [asset, asset with { Type = "data_asset", Name = "train.csv", IsModel = false }] },
        };
        Histories["staging"] = new PromotionHistory("staging", [entry], []);

        Assert.Equal(outcome, (await JudgeAsync(Gate("predecessor"))).Outcome);
    }

    [Fact]
    public async Task Of_several_promotions_by_the_predecessor_the_last_is_the_evidence()
    {
        Bench.Predecessor = "staging";
        var entry = Entry(Context.Plan.Changes[0].SourceSha256!, PromotionOutcome.Succeeded);
        Histories["staging"] = new PromotionHistory("staging", [entry with { Sequence = 1, Hash = "first" }, entry with { Sequence = 2, Hash = "last" }, Entry("other", PromotionOutcome.Succeeded)], []);

        var result = await JudgeAsync(Gate("predecessor"));

        Assert.Equal("last", result.Details["entry"]);
        Assert.Contains("(entry 2)", result.Evidence);
    }

    [Fact]
    public async Task A_plan_without_a_model_cannot_show_that_it_skips_nothing()
    {
        Bench.Predecessor = "staging";
        Plan = Context.Plan with { Changes = [.. Context.Plan.Changes.Where(change => !change.IsModel)] };

        var result = await JudgeAsync(Gate("predecessor"));

        Assert.Equal(GateOutcome.Failed, result.Outcome);
        Assert.Contains("names no model", result.Evidence);
    }

    [Fact]
    public async Task A_freeze_holds_until_its_window_is_over()
    {
        Task<GateResult> Frozen(params FreezeWindow[] windows) =>
            Gate("freeze").EvaluateAsync(Context with { Destination = Bench.DestinationSide with { Environment = Bench.DestinationSide.Environment with { FreezeWindows = windows } } }, CancellationToken.None);
        var now = Bench.Time.GetUtcNow().UtcDateTime;
        var window = new FreezeWindow { Name = "year end", From = now.AddDays(-1), To = now.AddHours(30) };

        Assert.Equal((GateOutcome.Passed, "the environment has no freeze windows"), Said(await Frozen()));
        Assert.Equal((GateOutcome.Passed, "none of 1 freeze windows is open"), Said(await Frozen(window with { To = now })));
        var frozen = await Frozen(window with { To = now }, window);
        Assert.Equal(GateOutcome.Failed, frozen.Outcome);
        Assert.Contains("'year end' freezes the environment until 2026-01-02 06:00 UTC", frozen.Evidence);
        Assert.Equal(("year end", "2026-01-02 06:00 UTC"), (frozen.Details["window"], frozen.Details["until"]));

        static (GateOutcome, string) Said(GateResult result) => (result.Outcome, result.Evidence);
    }

    [Theory]
    [InlineData(true, false, true, false, true)]
    [InlineData(false, true, true, false, true)] // the environment became production since
    [InlineData(true, true, true, true, false)] // skipped, which is recorded
    [InlineData(true, true, false, false, false)] // nothing is deployed
    [InlineData(false, false, true, false, false)]
    public void Smoke_data_are_demanded_where_production_deploys(bool planned, bool now, bool deploys, bool skipped, bool demanded)
    {
        var plan = Bench.Planning.Plan(deploys ? "ChurnProd" : null) with { Production = planned };
        Bench.Production = now;

        var gates = BuiltInGates.For(plan, Bench.DestinationSide.Environment, null, skipped);

        Assert.Equal(["approval", "predecessor", "freeze", "expiry"], gates.Take(4).Select(gate => gate.Definition.Kind));
        Assert.Equal(demanded, gates.Any(gate => gate.Definition.Kind == "smokeData"));
    }

    [Fact]
    public async Task Smoke_data_without_rows_are_none()
    {
        Bench.Production = true;
        async Task<GateResult> With(SmokeRows? rows) => await JudgeAsync(BuiltInGates.For(Context.Plan, Bench.DestinationSide.Environment, rows, skipSmoke: false).Last());

        Assert.Contains("-SmokeData", (await With(null)).Evidence);
        Assert.Equal(GateOutcome.NotRun, (await With(FakeServing.Rows with { Rows = [] })).Outcome);
        Assert.Equal((GateOutcome.Passed, "1 rows of rows.csv"), ((await With(FakeServing.Rows)).Outcome, (await With(FakeServing.Rows)).Evidence));
    }

    [Theory]
    [InlineData(-1, GateOutcome.Passed)]
    [InlineData(0, GateOutcome.Failed)]
    public async Task A_plan_is_good_for_five_more_minutes_since_clocks_differ(int ticks, GateOutcome outcome)
    {
        Plan = Context.Plan with { ExpiresAt = Bench.Time.GetUtcNow().AddMinutes(-5).AddTicks(-ticks) };
        Assert.Equal(outcome, (await JudgeAsync(Gate("expiry"))).Outcome);
    }

    [Theory]
    [InlineData("-1.00:00:00", GateOutcome.Passed, "is 24 hours old; at most 24 hours")]
    [InlineData("-1.00:00:01", GateOutcome.Failed, "is 24 hours old")]
    [InlineData("-2.00:00:00", GateOutcome.Failed, "is 2 days old")]
    [InlineData("-01:59:00", GateOutcome.Passed, "is 119 minutes old")]
    [InlineData("00:05:00", GateOutcome.Passed, "is 0 minutes old")] // a clock that is a little ahead
    [InlineData("00:05:01", GateOutcome.Failed, "5 minutes from now")]
    public async Task The_age_of_a_plan_is_bounded_on_both_sides(string after, GateOutcome outcome, string evidence)
    {
        Plan = Context.Plan with { CreatedAt = Bench.Time.GetUtcNow() + TimeSpan.Parse(after, CultureInfo.InvariantCulture) };

        var result = await JudgeAsync("planAge", """{"maximum":"1.00:00:00"}""");

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(evidence, result.Evidence);
    }

    [Fact]
    public async Task A_plan_that_never_expires_is_good()
    {
        Plan = Context.Plan with { ExpiresAt = DateTimeOffset.MaxValue };
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync(Gate("expiry"))).Outcome);
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
