using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Tests.Modelled;
using MlopsCmdlets.Promotion.Tests.Records;

namespace MlopsCmdlets.Promotion.Tests.Locking;

/// <summary>One contender, step by step: how often it looks, how long it pauses, when it gives way, takes over or gives up.</summary>
public sealed class ClaimContestTests
{
    private readonly ScriptedFiles _files = new();
    private readonly FakeProcesses _processes = new();
    private readonly InstantTime _time = new();
    private int _claims;

    /// <summary>Our claims are m1, m2, …; pauses are 75 ms and double, up to 1.5 s.</summary>
    private LockServices Services => new(_time, _processes, () => $"m{++_claims}", () => 0.25);

    private EnvironmentLock Lock => new(_files, "prd", Entries.Lead, Services);

    private static string PathOf(string claim) => RecordPaths.Lock("prd") + "/" + claim + ".json";

    private Task<ILockHandle> AcquireAsync(TimeSpan? wait = null, bool force = false) => Lock.AcquireAsync(new LockRequest("mine", wait ?? TimeSpan.Zero, force), default);

    /// <summary>The claim of somebody on another machine. The names a… come before ours, z… behind.</summary>
    private void AddRival(string claim, string user = "rival", DateTimeOffset? since = null, int processId = 7) => _files.All[PathOf(claim)] = CanonicalJson.Write(new JsonObject
    {
        ["form"] = 1,
        ["owner"] = ActorForm.Write(new Actor("https://cpd.example.com", "9", user)),
        ["host"] = processId == 100 ? "build-7" : "elsewhere",
        ["processId"] = processId,
        ["processStartedAt"] = CanonicalTime.Write(Entries.Epoch),
        ["scope"] = "",
        ["purpose"] = "theirs",
        ["since"] = CanonicalTime.Write(since ?? Entries.Epoch),
        ["nonce"] = claim,
    });

    private int Puts => _files.Calls.Count(call => call.StartsWith("put ", StringComparison.Ordinal));

    [Fact]
    public async Task Where_nobody_is_one_look_suffices()
    {
        await AcquireAsync();
        Assert.Equal(["put m1", "list"], _files.Calls);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task A_listing_that_lags_is_looked_at_again_with_the_same_claim()
    {
        _files.Shown = (n, there) => n < 3 ? [] : there;
        await AcquireAsync();
        Assert.Equal(["put m1", "list", "list", "list", "list"], _files.Calls);
        Assert.Equal([75, 150, 300], _time.Pauses);
    }

    [Fact]
    public async Task A_claim_that_is_never_listed_is_withdrawn_after_six_looks_and_another_one_made()
    {
        _files.Shown = (n, there) => n < 6 ? [] : there;
        await AcquireAsync();
        Assert.Equal(["put m1", "list", "list", "list", "list", "list", "list", "delete m1", "put m2", "list"], _files.Calls);
        Assert.Equal([75, 150, 300, 600, 1200, 75], _time.Pauses);
    }

    [Fact]
    public async Task Six_claims_that_were_never_listed_are_enough_to_know_that_the_server_keeps_none()
    {
        _files.Shown = (_, _) => [];
        await Assert.ThrowsAsync<ClaimsNotKeptException>(() => AcquireAsync(TimeSpan.FromHours(1)));
        Assert.Equal((6, 36), (Puts, _files.Listings));
        Assert.Empty(_files.All);
    }

    [Fact]
    public async Task A_claim_that_vanishes_after_it_was_seen_was_taken_away_and_another_one_is_made_at_once()
    {
        AddRival("z");
        _files.Shown = (n, there) => n == 1 ? [] : n == 2 ? [PathOf("m2")] : there;
        await AcquireAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["put m1", "list", "read z", "list", "delete m1", "put m2", "list"], _files.Calls);
    }

    [Fact]
    public async Task What_a_crashed_process_left_is_removed_without_a_pause_and_reported()
    {
        AddRival("a", "crashed", processId: 100);
        _processes.Gone.Add(100);
        _processes.Current = _processes.Current with { Id = 101 };
        var handle = await AcquireAsync();
        Assert.Equal("crashed", Assert.Single(handle.TakenFrom).Owner.UserName);
        Assert.Equal(["put m1", "list", "read a", "delete a", "list"], _files.Calls);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task What_was_removed_and_is_still_listed_counts_for_nobody_and_is_removed_once()
    {
        AddRival("a", "crashed", processId: 100);
        _processes.Gone.Add(100);
        _processes.Current = _processes.Current with { Id = 101 };
        _files.Shown = (n, there) => n < 3 ? [PathOf("a"), PathOf("m1")] : there;
        var handle = await AcquireAsync();
        Assert.Single(handle.TakenFrom);
        Assert.Single(_files.Calls, "delete a");
        Assert.Equal(4, _files.Listings);
        // The first look after the removal comes at once, the next ones after pauses.
        Assert.Equal([150, 300], _time.Pauses);
    }

    [Fact]
    public async Task The_smallest_looks_six_times_before_it_gives_up()
    {
        AddRival("z");
        var failure = await Assert.ThrowsAsync<EnvironmentLockedException>(() => AcquireAsync());
        Assert.Equal("rival", failure.Holder.Owner.UserName);
        Assert.Equal((1, 6), (Puts, _files.Listings));
        Assert.Equal([75, 150, 300, 600, 1200], _time.Pauses);
        Assert.Equal([PathOf("z")], _files.All.Keys);
    }

    [Fact]
    public async Task The_smallest_goes_in_when_the_other_withdraws()
    {
        AddRival("z");
        _files.Shown = (n, there) => n < 2 ? there : [PathOf("m1")];
        await AcquireAsync();
        Assert.Equal((1, 3), (Puts, _files.Listings));
    }

    [Fact]
    public async Task Any_other_gives_up_at_once_where_no_wait_was_asked_for()
    {
        AddRival("a");
        await Assert.ThrowsAsync<EnvironmentLockedException>(() => AcquireAsync());
        Assert.Equal(["put m1", "list", "read a", "delete m1"], _files.Calls);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task Of_three_only_the_one_before_both_others_is_the_smallest()
    {
        AddRival("a");
        AddRival("z");
        await Assert.ThrowsAsync<EnvironmentLockedException>(() => AcquireAsync());
        Assert.Equal(1, _files.Listings);
    }

    [Fact]
    public async Task Any_other_withdraws_and_comes_again_until_the_time_is_over()
    {
        AddRival("a");
        await Assert.ThrowsAsync<EnvironmentLockedException>(() => AcquireAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal([75, 150, 300, 600], _time.Pauses);
        Assert.Equal((5, 5), (Puts, _files.Listings));
        Assert.Equal([PathOf("a")], _files.All.Keys);
    }

    [Fact]
    public async Task Force_removes_who_is_there_and_nobody_who_comes_after_it()
    {
        AddRival("a", "old");
        _files.Before = call =>
        {
            if (call == "delete a")
                AddRival("b", "new");
        };
        var failure = await Assert.ThrowsAsync<EnvironmentLockedException>(() => AcquireAsync(TimeSpan.FromSeconds(2), force: true));
        Assert.Equal("new", failure.Holder.Owner.UserName);
        Assert.Equal([PathOf("b")], _files.All.Keys);
        // Two seconds until it takes over, ten in which who comes after that may finish.
        Assert.InRange(_time.GetUtcNow() - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(14));
    }

    [Fact]
    public async Task Force_waits_for_one_who_came_after_it_and_takes_its_turn()
    {
        AddRival("a", "old");
        _files.Before = call =>
        {
            if (call == "delete a")
                AddRival("b", "new");
            if (_time.Pauses.Sum() > 5_000)
                _files.All.Remove(PathOf("b"));
        };
        var handle = await AcquireAsync(force: true);
        Assert.Equal("old", Assert.Single(handle.TakenFrom).Owner.UserName);
    }

    [Fact]
    public async Task A_claim_that_is_listed_for_ever_and_not_there_ends_as_somebody_unknown()
    {
        _files.Shown = (_, there) => [PathOf("a"), .. there];
        var failure = await Assert.ThrowsAsync<EnvironmentLockedException>(() => AcquireAsync());
        Assert.True(failure.Holder.IsUnknown);
        Assert.Equal((1, 11), (Puts, _files.Listings));
        Assert.Equal([75, 150, 300, 600, 1200, 1500, 1500, 1500, 1500, 1500], _time.Pauses);
        Assert.Empty(_files.All);
    }

    [Fact]
    public async Task A_claim_that_is_gone_between_listing_and_reading_is_free_for_the_same_claim()
    {
        _files.Shown = (n, there) => n == 0 ? [PathOf("a"), .. there] : there;
        await AcquireAsync();
        Assert.Equal((1, 2), (Puts, _files.Listings));
    }

    [Fact]
    public async Task Of_several_the_one_that_says_to_be_there_longest_is_named()
    {
        AddRival("a", "second", Entries.Epoch.AddHours(2));
        AddRival("b", "first", Entries.Epoch.AddHours(1));
        AddRival("c", "also first", Entries.Epoch.AddHours(1));
        var failure = await Assert.ThrowsAsync<EnvironmentLockedException>(() => AcquireAsync());
        Assert.Equal("first", failure.Holder.Owner.UserName);
        Assert.Equal("first", (await Lock.GetHolderAsync(default))!.Owner.UserName);
    }

    [Fact]
    public async Task A_failure_to_withdraw_does_not_hide_why_it_gave_up()
    {
        AddRival("a");
        _files.Before = call =>
        {
            if (call.StartsWith("delete", StringComparison.Ordinal))
                throw new IOException("the network is gone");
        };
        await Assert.ThrowsAsync<EnvironmentLockedException>(() => AcquireAsync());
    }

    [Fact]
    public async Task A_claim_of_ours_that_could_not_be_withdrawn_is_removed_on_the_way_and_is_nobodys()
    {
        AddRival("a");
        var first = true;
        _files.Before = call =>
        {
            if (call == "delete m1" && first)
            {
                first = false;
                _files.All.Remove(PathOf("a"));
                throw new IOException("the network is gone");
            }
        };
        // A listing that lags shows it once more.
        _files.Shown = (n, there) => n == 2 ? [PathOf("m1"), .. there] : there;
        var handle = await AcquireAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(handle.TakenFrom);
        Assert.Equal(["put m1", "list", "read a", "delete m1", "put m2", "list", "delete m1", "list", "list"], _files.Calls);
        Assert.Equal([PathOf("m2")], _files.All.Keys);
    }

    [Fact]
    public async Task A_lock_that_is_not_listed_for_a_moment_is_held_nevertheless()
    {
        var handle = await AcquireAsync();
        _files.Calls.Clear();
        _files.Shown = (n, there) => n < 4 ? [] : there;
        await handle.VerifyAsync(default);
        Assert.Equal(5, _files.Listings);
        Assert.Equal([150, 300, 600, 1200], _time.Pauses);
    }

    [Fact]
    public async Task A_lock_that_is_not_listed_in_five_looks_is_lost()
    {
        var handle = await AcquireAsync();
        _files.Calls.Clear();
        _files.Shown = (_, _) => [];
        await Assert.ThrowsAsync<LockLostException>(() => handle.VerifyAsync(default));
        Assert.Equal(5, _files.Listings);
    }

    [Fact]
    public async Task A_release_in_a_cancelled_run_is_made_nevertheless_and_never_fails()
    {
        var handle = await AcquireAsync();
        await handle.ReleaseAsync(new CancellationToken(canceled: true));
        Assert.Empty(_files.All);
        _files.Before = _ => throw new IOException("the network is gone");
        await handle.ReleaseAsync(new CancellationToken(canceled: true));
    }

    [Fact]
    public async Task A_release_that_fails_is_told()
    {
        var handle = await AcquireAsync();
        _files.Before = _ => throw new IOException("the network is gone");
        await Assert.ThrowsAsync<IOException>(() => handle.ReleaseAsync(default));
    }
}
