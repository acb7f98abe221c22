using System.Text;
using MlopsCmdlets.Adapters;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Tests.Adapters;

/// <summary>Lock and record over real HTTP, in each of the three ways in which a server may take a request not to overwrite.</summary>
public sealed class RecordFilesTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private const int Contenders = 8;
    private readonly SandboxProcess _sandbox = fixture.Sandbox;
    private CpdContainer _space = null!;

    public async ValueTask InitializeAsync() => _space = (await _sandbox.Client.Spaces.CreateAsync(new CpdSpaceDefinition { Name = "record" }, null)).Container;

    public async ValueTask DisposeAsync()
    {
        await _sandbox.ClearFaultsAsync();
        await OverrideAsync("conflict");
    }

    private CpdRecordFiles Files => new(_sandbox.Client, _space);

    [Theory]
    [InlineData("conflict")]
    [InlineData("silent")]
    [InlineData("racy")]
    public async Task Of_many_contenders_one_at_a_time_holds_the_lock(string behavior)
    {
        await OverrideAsync(behavior);
        int inside = 0, most = 0, held = 0;
        await Task.WhenAll(Enumerable.Range(0, Contenders).Select(async i =>
        {
            ILockHandle handle = await LockOf(i).AcquireAsync(new LockRequest($"work {i}", TimeSpan.FromMinutes(5)), default);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await handle.VerifyAsync(default);
            held++;
            Interlocked.Decrement(ref inside);
            await handle.ReleaseAsync(default);
        }));
        Assert.Equal((1, Contenders), (most, held));
        Assert.Empty(await Files.ListAsync("mlops/lock/prd", default));
    }

    [Theory]
    [InlineData("conflict")]
    [InlineData("silent")]
    [InlineData("racy")]
    public async Task Many_writers_lose_and_fork_no_entry(string behavior)
    {
        await OverrideAsync(behavior);
        PromotionEntry[] written = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(i => RecordOf(i).AppendAsync(Entry($"{i}"), default)));
        PromotionHistory history = await RecordOf(0).ReadAsync(default);
        Assert.Empty(history.Faults);
        Assert.Equal(written.Select(entry => entry.Hash).Order(StringComparer.Ordinal), history.Entries.Select(entry => entry.Hash).Order(StringComparer.Ordinal));
        Assert.Equal(Contenders, (await Files.ListAsync("mlops/record/prd", default)).Count);
    }

    [Fact]
    public async Task A_lost_reply_neither_fails_nor_doubles()
    {
        await _sandbox.FaultAsync("""{"method":"PUT","path":"/v2/asset_files/**","fault":"lost-reply","times":3}""");
        PromotionEntry first = await RecordOf(0).AppendAsync(Entry("first"), default);
        PromotionEntry second = await RecordOf(0).AppendAsync(Entry("second"), default);
        Assert.Equal((1, 2, first.Hash), (first.Sequence, second.Sequence, second.Previous));
        Assert.Equal(2, (await Files.ListAsync("mlops/record/prd", default)).Count);
    }

    [Fact]
    public async Task Files_are_listed_read_and_removed_and_what_is_not_there_is_no_error()
    {
        Assert.Empty(await Files.ListAsync("mlops/none", default));
        Assert.Null(await Files.ReadAsync("mlops/none/x.json", default));
        await Files.DeleteAsync("mlops/none/x.json", default);
        for (var i = 0; i < 230; i++)
            await Files.PutNewAsync($"mlops/many/{i:D3}.json", Encoding.UTF8.GetBytes($"{i}"), default);
        await Files.PutNewAsync("mlops/manyfold.json", [1], default);
        IReadOnlyList<string> listed = await Files.ListAsync("mlops/many", default);
        Assert.Equal(230, listed.Count);
        Assert.Equal("mlops/many/229.json", listed[229]);
        Assert.Equal("17", Encoding.UTF8.GetString((await Files.ReadAsync("mlops/many/017.json", default))!));
        await Files.PutNewAsync("mlops/many/017.json", Encoding.UTF8.GetBytes("other"), default);
        Assert.Equal("17", Encoding.UTF8.GetString((await Files.ReadAsync("mlops/many/017.json", default))!));
    }

    private EnvironmentLock LockOf(int i) => new(Files, "prd", Actor(i), Services(i));

    private PromotionRecord RecordOf(int i) => new(Files, "prd", Actor(i), Services(i));

    private static Actor Actor(int i) => new("https://cpd", $"{i}", $"user{i}");

    /// <summary>Each contender stands for a process of its own.</summary>
    private static LockServices Services(int i) => LockServices.Of(TimeProvider.System, new Contender(new LocalProcess($"host{i}", "", i + 1, DateTimeOffset.UnixEpoch)));

    private static PromotionEntry Entry(string failure) => new() { Environment = "prd", Actor = Actor(0), Outcome = PromotionOutcome.Failed, Failure = failure };

    private Task OverrideAsync(string behavior) => _sandbox.Client.Raw.SendAsync(
        new CpdRawRequest { Method = "PATCH", Path = "/_sandbox/settings", Body = Encoding.UTF8.GetBytes($$"""{"override_false":"{{behavior}}"}""") });

    private sealed record Contender(LocalProcess Current) : IProcessProbe
    {
        public bool IsGone(LocalProcess process) => false;
    }
}
