using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Tests.Applying;

namespace MlopsCmdlets.Promotion.Tests.Gates;

public sealed class GateRunnerTests : GateBench
{
    private const string Limit = """{"timeoutSeconds":3}""";

    [Fact]
    public async Task One_that_throws_hangs_or_says_nothing_fails_and_the_others_go_on()
    {
        var hang = new TaskCompletionSource<GateResult>();
        using var block = new ManualResetEventSlim();
        IPromotionGate[] gates =
        [
            new Gate("throws", _ => throw new InvalidOperationException("boom")), new Gate("hangs", _ => hang.Task) { Definition = Define("x", Limit, "hangs") }, new Gate("blocks", _ => Blocked(block)) { Definition = Define("x", Limit, "blocks") },
            new Gate("silent", _ => Task.FromResult<GateResult>(null!)), new TestGate("good", GateOutcome.Passed),
        ];

        var results = await new GateRunner(TimeSpan.FromMinutes(10)).RunAsync(gates, Context, CancellationToken.None);

        block.Set();
        Assert.Equal(["throws", "hangs", "blocks", "silent", "good"], results.Select(result => result.Name));
        Assert.Equal([true, true, true, true, false], results.Select(result => result.Blocks));
        Assert.Equal("it broke: boom", results[0].Evidence);
        Assert.Equal("it did not answer within 3 s", results[1].Evidence);
    }

    [Fact]
    public async Task A_gate_is_what_was_asked_for_whatever_it_says_of_itself()
    {
        var result = await JudgeAsync(new TestGate("name", GateOutcome.Failed));
        Assert.Equal(("name", "test", GateSeverity.Required, true), (result.Name, result.Kind, result.Severity, result.Blocks));
    }

    [Fact]
    public async Task A_gate_has_its_own_time_limit()
    {
        var gate = new Gate("slow", token => new TaskCompletionSource<GateResult>().Task) { Definition = Define("x", """{"timeoutSeconds":1.5}""", "slow") };
        Assert.Equal("it did not answer within 1.5 s", (await JudgeAsync(gate)).Evidence);
    }

    [Theory]
    [InlineData("""{"timeoutSeconds":0}""")]
    [InlineData("""{"timeoutSeconds":-1}""")]
    [InlineData("""{"timeoutSeconds":1000000}""")]
    [InlineData("""{"timeoutSeconds":"1"}""")]
    [InlineData("""{}""")]
    public async Task A_limit_that_is_none_leaves_that_of_all(string settings)
    {
        var gate = new Gate("slow", token => new TaskCompletionSource<GateResult>().Task) { Definition = Define("x", settings, "slow") };
        Assert.Equal("it did not answer within 2.5 s", (await new GateRunner(TimeSpan.FromSeconds(2.5)).RunAsync([gate], Context, CancellationToken.None)).Single().Evidence);
    }

    [Fact]
    public async Task A_gate_that_gives_up_without_being_stopped_is_broken()
    {
        var result = await JudgeAsync(new Gate("tired", _ => throw new OperationCanceledException("I give up")));
        Assert.Equal((GateOutcome.Failed, "it broke: I give up", "OperationCanceledException"), (result.Outcome, result.Evidence, result.Details["exception"]));
    }

    [Fact]
    public async Task Begin_and_duration_are_those_of_the_run()
    {
        var began = Bench.Time.GetUtcNow();
        var result = await JudgeAsync(new Gate("waits", async token =>
        {
            var over = new TaskCompletionSource<bool>();
            using var timer = Bench.Time.CreateTimer(_ => over.SetResult(true), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
            await over.Task;
            return new GateResult("", "", GateOutcome.Passed, GateSeverity.Advisory, "done") { StartedAt = DateTimeOffset.MaxValue };
        }));
        Assert.Equal((began, TimeSpan.FromSeconds(3)), (result.StartedAt, result.Duration));
    }

    [Theory]
    [InlineData(GateSeverity.Required, GateOutcome.Passed, false)]
    [InlineData(GateSeverity.Required, GateOutcome.NotRun, true)]
    [InlineData(GateSeverity.Advisory, GateOutcome.Failed, false)]
    [InlineData(GateSeverity.Advisory, GateOutcome.NotRun, false)]
    public async Task Only_what_is_required_blocks(GateSeverity severity, GateOutcome outcome, bool blocks) =>
        Assert.Equal(blocks, (await JudgeAsync(new TestGate("gate", outcome, severity))).Blocks);

    [Fact]
    public void Kinds_are_known_whatever_their_case_and_the_last_of_a_kind_counts()
    {
        var registry = new GateRegistry([.. GateRegistry.Standard, new Factory()]);

        Assert.Equal("mine", registry.Create([Define("METRIC", "{}")], Services).Single().Definition.Name);
        Assert.Equal(GateRegistry.Standard.Count, registry.Kinds.Count);
    }

    [Fact]
    public async Task Cancelling_ends_them_all()
    {
        using var stop = new CancellationTokenSource();
        var running = new GateRunner(TimeSpan.FromHours(1)).RunAsync([new Gate("hangs", _ => new TaskCompletionSource<GateResult>().Task)], Context, stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static Task<GateResult> Blocked(ManualResetEventSlim block)
    {
        block.Wait();
        return Task.FromResult(new GateResult("late", "late", GateOutcome.Passed, GateSeverity.Required, ""));
    }

    private sealed class Factory : IGateFactory
    {
        public string Kind => "metric";

        public IPromotionGate Create(GateDefinition definition, GateServices services) => new TestGate("mine", GateOutcome.Passed);
    }

    private sealed class Gate(string name, Func<CancellationToken, Task<GateResult>> judge) : IPromotionGate
    {
        public GateDefinition Definition { get; init; } = new("test", name);

        public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => judge(cancellationToken);
    }
}
