using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Tests.Modelled;
using MlopsCmdlets.Promotion.Tests.Records;

namespace MlopsCmdlets.Promotion.Tests.Locking;

public sealed class LockTests : RecordBench
{
    private const string LockFolder = "mlops/lock/prd";

    [Fact]
    public async Task A_lock_names_its_holder_and_goes_with_its_release()
    {
        Assert.Null(await Lock().GetHolderAsync(default));
        var handle = await Lock().AcquireAsync(new LockRequest("promotion of plan 3f2a", TimeSpan.Zero), default);
        var holder = (await Lock().GetHolderAsync(default))!;
        Assert.Equal(handle.Holder, holder);
        Assert.Equal(("lead", "build-7", 100, "promotion of plan 3f2a", false), (holder.Owner.UserName, holder.Host, holder.ProcessId, holder.Purpose, holder.IsPerson));
        Assert.Empty(handle.TakenFrom);
        await handle.VerifyAsync(default);
        await handle.ReleaseAsync(default);
        await handle.ReleaseAsync(default);
        Assert.Empty(Files.All);
        await Assert.ThrowsAsync<LockLostException>(() => handle.VerifyAsync(default));
    }

    [Fact]
    public async Task Somebody_else_is_told_who_holds_it_since_when_and_why()
    {
        await Lock().AcquireAsync(new LockRequest("promotion", TimeSpan.Zero), default);
        var e = await Assert.ThrowsAsync<EnvironmentLockedException>(() => Lock("other").AcquireAsync(new LockRequest("mine", TimeSpan.FromSeconds(3)), default));
        Assert.Contains("'prd' is locked by lead on build-7 (process 100)", e.Message);
        Assert.Contains("promotion", e.Message);
        Assert.Contains("-TimeoutSec", e.RecommendedAction);
        Assert.Single(Files.All);
    }

    [Fact]
    public async Task The_wait_is_kept_and_no_longer()
    {
        await Lock().AcquireAsync(new LockRequest("promotion", TimeSpan.Zero), default);
        var begin = Time.GetTimestamp();
        await Assert.ThrowsAsync<EnvironmentLockedException>(() => Lock("other").AcquireAsync(new LockRequest("mine", TimeSpan.FromMinutes(1)), default));
        Assert.InRange(Time.GetElapsedTime(begin), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.2));
        begin = Time.GetTimestamp();
        await Assert.ThrowsAsync<EnvironmentLockedException>(() => Lock("other").AcquireAsync(new LockRequest("mine", TimeSpan.Zero), default));
        Assert.True(Time.GetElapsedTime(begin) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_crashed_holder_of_this_machine_is_followed_at_once_and_reported()
    {
        await Lock().AcquireAsync(new LockRequest("crashed", TimeSpan.Zero), default);
        Processes.Gone.Add(100);
        Processes.Current = Processes.Current with { Id = 101 };
        Assert.Null(await Lock().GetHolderAsync(default));
        var handle = await Lock().AcquireAsync(new LockRequest("next", TimeSpan.Zero), default);
        Assert.Equal("crashed", Assert.Single(handle.TakenFrom).Purpose);
        Assert.Single(Files.All);
    }

    [Theory]
    [InlineData("other", "")]
    [InlineData("build-7", "another boot")]
    public async Task A_process_of_another_machine_or_container_is_never_thought_gone(string host, string scope)
    {
        Processes.Current = Processes.Current with { Host = host, Scope = scope };
        await Lock().AcquireAsync(new LockRequest("far away", TimeSpan.Zero), default);
        Processes.Current = new LocalProcess("build-7", "", 101, Entries.Epoch);
        Processes.Gone.Add(100);
        await Assert.ThrowsAsync<EnvironmentLockedException>(() => Lock().AcquireAsync(new LockRequest("next", TimeSpan.FromHours(1)), default));
    }

    [Fact]
    public async Task A_lock_of_a_person_outlives_its_process_and_only_force_takes_it()
    {
        await Lock().AcquireAsync(new LockRequest("maintenance", TimeSpan.Zero) { ByPerson = true }, default);
        Processes.Gone.Add(100);
        Processes.Gone.Add(0);
        Processes.Current = Processes.Current with { Id = 101 };
        var e = await Assert.ThrowsAsync<EnvironmentLockedException>(() => Lock().AcquireAsync(new LockRequest("next", TimeSpan.FromHours(1)), default));
        Assert.True(e.Holder.IsPerson);
        Assert.Contains("by hand, from build-7", e.Message);
        var handle = await Lock().AcquireAsync(new LockRequest("next", TimeSpan.Zero, Force: true), default);
        Assert.Equal("maintenance", Assert.Single(handle.TakenFrom).Purpose);
    }

    [Fact]
    public async Task Force_waits_first_and_the_old_holder_notices()
    {
        var old = await Lock().AcquireAsync(new LockRequest("old", TimeSpan.Zero), default);
        var begin = Time.GetTimestamp();
        var handle = await Lock("other").AcquireAsync(new LockRequest("new", TimeSpan.FromSeconds(30), Force: true), default);
        Assert.True(Time.GetElapsedTime(begin) >= TimeSpan.FromSeconds(30));
        Assert.Equal("lead", Assert.Single(handle.TakenFrom).Owner.UserName);
        await handle.VerifyAsync(default);
        await Assert.ThrowsAsync<LockLostException>(() => old.VerifyAsync(default));
        await old.ReleaseAsync(default);
        await handle.VerifyAsync(default);
    }

    [Fact]
    public async Task A_claim_that_cannot_be_read_keeps_others_out_until_it_is_forced()
    {
        Files.All[$"{LockFolder}/hostile.json"] = Bytes("{\"form\":1,\"owner\":\u001b");
        var e = await Assert.ThrowsAsync<EnvironmentLockedException>(() => Lock().AcquireAsync(new LockRequest("next", TimeSpan.Zero), default));
        Assert.True(e.Holder.IsUnknown);
        Assert.Contains("hostile.json", e.Message);
        var removed = Assert.Single(await Lock().BreakAsync(default));
        Assert.True(removed.IsUnknown);
        Assert.Empty(Files.All);
    }

    [Fact]
    public async Task Locks_are_removed_by_whom_they_concern()
    {
        await Lock().AcquireAsync(new LockRequest("maintenance", TimeSpan.Zero) { ByPerson = true }, default);
        Assert.Empty(await Lock().RemoveAsync(holder => holder.Owner.UserName == "other", default));
        Assert.Single(await Lock().RemoveAsync(holder => holder.IsPerson, default));
        Assert.Empty(Files.All);
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_nothing_behind()
    {
        await Lock().AcquireAsync(new LockRequest("old", TimeSpan.Zero), default);
        using var stop = new CancellationTokenSource();
        Files.BeforePut = _ =>
        {
            stop.Cancel();
            return Task.CompletedTask;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Lock("other").AcquireAsync(new LockRequest("mine", TimeSpan.FromHours(1)), stop.Token));
        Assert.Single(Files.All);
    }

    [Fact]
    public async Task A_server_that_keeps_nothing_is_told_of()
    {
        Files.Keeps = false;
        var e = await Assert.ThrowsAsync<ClaimsNotKeptException>(() => Lock().AcquireAsync(new LockRequest("mine", TimeSpan.FromHours(1)), default));
        Assert.Contains("never listed", e.Message);
    }

    [Fact]
    public async Task Environments_have_locks_of_their_own_and_case_does_not_matter()
    {
        await Lock().AcquireAsync(new LockRequest("mine", TimeSpan.Zero), default);
        await new EnvironmentLock(Files, "uat", Entries.Lead, Services).AcquireAsync(new LockRequest("mine", TimeSpan.Zero), default);
        await Assert.ThrowsAsync<EnvironmentLockedException>(() => new EnvironmentLock(Files, "PRD", Entries.Lead, Services).AcquireAsync(new LockRequest("mine", TimeSpan.Zero), default));
    }

    [Fact]
    public void This_process_runs_and_one_that_ended_does_not()
    {
        var processes = new SystemProcesses();
        var me = processes.Current;
        Assert.False(processes.IsGone(me));
        Assert.True(processes.IsGone(me with { StartedAt = me.StartedAt.AddMinutes(-5) }));
        Assert.False(processes.IsGone(me with { StartedAt = me.StartedAt.AddSeconds(1) }));
        Assert.True(processes.IsGone(me with { Id = int.MaxValue }));
        Assert.False(processes.IsGone(me with { Id = int.MaxValue, Host = "other" }));
        Assert.False(processes.IsGone(me with { Id = int.MaxValue, Scope = "other" }));
    }

    [Fact]
    public void On_Linux_a_process_is_one_of_a_boot_and_of_a_namespace()
    {
        var scope = new SystemProcesses().Current.Scope;
        if (!File.Exists("/proc/sys/kernel/random/boot_id"))
        {
            Assert.Equal("", scope);
            return;
        }

        Assert.StartsWith(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), scope, StringComparison.Ordinal);
#if NET
        Assert.EndsWith(new FileInfo("/proc/self/ns/pid").LinkTarget!, scope, StringComparison.Ordinal);
#endif
    }

    private EnvironmentLock Lock(string? user = null) => new(Files, "prd", user is null ? Entries.Lead : Entries.Lead with { UserId = "7", UserName = user }, Services);
}
