using System.Collections.Concurrent;
using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>The hourly quota of each user. The limit is GitHub's, unless a rehearsal wants to see the end of it.</summary>
internal sealed class RateLimits(TimeProvider time)
{
    private readonly ConcurrentDictionary<GitUser, Window> _windows = new();
    private Window? _template;

    public int Limit { get; private set; } = 5000;

    /// <summary>From now on, all users have this much left until then.</summary>
    public void Set(int limit, int remaining, TimeSpan reset)
    {
        Limit = limit;
        _windows.Clear();
        _template = new(limit - remaining, time.GetUtcNow() + reset);
    }

    /// <summary>Counts a call; the window may have been used up already.</summary>
    public (int Remaining, int Used, DateTimeOffset Reset, bool Exceeded) Take(GitUser user, bool count = true)
    {
        var now = time.GetUtcNow();
        var window = _windows.AddOrUpdate(
            user,
            _ => _template is { } given && given.Reset > now ? given : new(0, now + TimeSpan.FromHours(1)),
            (_, old) => old.Reset > now ? old : new(0, now + TimeSpan.FromHours(1)));
        if (window.Used >= Limit && count) return (0, window.Used, window.Reset, true);
        if (count) _windows[user] = window = window with { Used = window.Used + 1 };
        return (Math.Max(0, Limit - window.Used), window.Used, window.Reset, false);
    }

    private sealed record Window(int Used, DateTimeOffset Reset);
}
