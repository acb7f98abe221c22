using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>Who may decide about a plan, and which decision counts.</summary>
public sealed class PlanDecisionTests : PlanBench
{
    private readonly MemoryApprovals _approvals = new();

    private PromotionSide By(string user) => Destination with { Me = new Actor("https://prd.example.com", user, "user " + user), Approvals = _approvals };

    private Task<Approval> DecideAsync(string user, PromotionPlan plan, ApprovalDecision decision = ApprovalDecision.Approved, string? comment = null) =>
        new PlanDecisions(By(user), Time).DecideAsync(plan, decision, comment, CancellationToken.None);

    [Fact]
    public async Task Another_user_approves_and_the_author_cannot()
    {
        var plan = await PlanAsync();
        await Assert.ThrowsAsync<ApprovalRefusedException>(() => DecideAsync(plan.Author.UserId, plan));
        Assert.Equal(0, _approvals.Calls);
        Assert.Equal(plan.Hash, (await DecideAsync("9", plan)).PlanHash);
        // The same uid of another cluster is another person.
        await DecideAsync(plan.Author.UserId, plan with { Author = plan.Author with { Cluster = "https://other.example.com" } });
        await DecideAsync(plan.Author.UserId, plan, ApprovalDecision.Denied);
    }

    [Fact]
    public async Task Expired_blocked_and_foreign_plans_and_endless_comments_are_refused_before_anything_is_sent()
    {
        var plan = await PlanAsync();
        await Assert.ThrowsAsync<ApprovalRefusedException>(() => DecideAsync("9", plan with { Destination = plan.Destination with { SpaceId = "else" } }));
        await Assert.ThrowsAsync<ApprovalRefusedException>(() => DecideAsync("9", plan with { Destination = plan.Destination with { Cluster = "https://else.example.com" } }));
        await Assert.ThrowsAsync<ApprovalRefusedException>(() => DecideAsync("9", plan, comment: new string('x', 1001)));
        await Assert.ThrowsAsync<ApprovalRefusedException>(() => DecideAsync("9", plan with { Changes = [.. plan.Changes, new PlannedChange("x", "y", ChangeAction.Blocked, "z")] }));
        Time.Advance(TimeSpan.FromDays(7));
        await Assert.ThrowsAsync<ApprovalRefusedException>(() => DecideAsync("9", plan));
        Assert.Equal(0, _approvals.Calls);
    }

    [Fact]
    public async Task A_denial_is_recorded_and_a_record_that_cannot_be_written_is_told()
    {
        var plan = await PlanAsync();
        var decisions = new PlanDecisions(By("9"), Time);
        var denial = await decisions.DecideAsync(plan, ApprovalDecision.Denied, "recall", CancellationToken.None);
        var files = new Records.MemoryFiles();
        var record = new PromotionRecord(files, "prd", denial.By, LockServices.Of(new InstantTime(), new Records.FakeProcesses()));

        var entry = await decisions.RecordAsync(plan, denial, record, "build-1", "1.2", CancellationToken.None);

        var read = Assert.Single((await record.ReadAsync(CancellationToken.None)).Entries);
        Assert.Equal((EntryKind.Denial, PromotionOutcome.Stopped, plan.Hash, "prd", "uat", "build-1", "1.2"), (read.Kind, read.Outcome, read.PlanHash, read.Environment, read.Source, read.Host, read.ToolVersion));
        Assert.Equal((denial, denial.By, plan.Author, Time.GetUtcNow()), (Assert.Single(read.Approvals), read.Actor, read.PlanAuthor, read.EndedAt));
        Assert.Equal(entry.Hash, read.Hash);

        files.BeforePut = _ => throw new IOException("read only");
        var failed = await Assert.ThrowsAsync<DenialNotRecordedException>(() => decisions.RecordAsync(plan, denial, record, "h", "v", CancellationToken.None));
        Assert.IsType<IOException>(failed.InnerException);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => { files.BeforePut = _ => throw new OperationCanceledException(); return decisions.RecordAsync(plan, denial, record, "h", "v", new CancellationToken(canceled: true)); });
    }

    [Fact]
    public void A_later_decision_of_one_person_replaces_the_earlier_and_at_one_moment_a_denial_wins()
    {
        var at = Time.GetUtcNow();
        Approval Of(string user, ApprovalDecision decision, int minutes) => new("h", decision, new Actor("c", user, user), at.AddMinutes(minutes), null);
        var latest = PlanDecisions.Latest([Of("a", ApprovalDecision.Denied, 0), Of("b", ApprovalDecision.Approved, 1), Of("a", ApprovalDecision.Approved, 2), Of("c", ApprovalDecision.Denied, 3), Of("c", ApprovalDecision.Approved, 3)]);
        Assert.Equal([("b", ApprovalDecision.Approved), ("a", ApprovalDecision.Approved), ("c", ApprovalDecision.Denied)], latest.Select(one => (one.By.UserId, one.Decision)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a description")]
    [InlineData("""{"form":1,"plan":"short","decision":"Approved"}""")]
    [InlineData("""{"form":1,"plan":"0000000000000000000000000000000000000000000000000000000000000000","decision":"Maybe"}""")]
    [InlineData("""{"form":2,"plan":"0000000000000000000000000000000000000000000000000000000000000000","decision":"Approved"}""")]
    [InlineData("""{"form":1,"plan":"0000000000000000000000000000000000000000000000000000000000000000","decision":"Approved","by":"somebody"}""")]
    public void What_this_module_did_not_write_is_no_decision(string? text) => Assert.Null(ApprovalDocument.TryRead(text));

    [Fact]
    public void A_decision_is_read_as_it_was_written()
    {
        var document = new ApprovalDocument(new string('a', 64), ApprovalDecision.Denied, "Recall is \"low\"\n\u001b[31m");
        Assert.Equal(document, ApprovalDocument.TryRead(document.Write()));
    }

    private sealed class MemoryApprovals : IApprovalStore
    {
        public int Calls { get; private set; }

        public Task<IReadOnlyList<Approval>> ListAsync(string planHash, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Approval> AddAsync(string planHash, ApprovalDecision decision, string? comment, CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult(new Approval(planHash, decision, new Actor("c", "u", "n"), default, comment));
        }
    }
}
