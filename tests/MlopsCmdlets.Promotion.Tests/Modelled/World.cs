using System.Collections.Immutable;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Tests.Modelled;

/// <summary>
/// Files, clock and contenders in one thread. Every request and every pause of a contender waits until the choices let it happen, so that a run can take
/// any order of events.
/// </summary>
internal sealed class World(Choices choices)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly List<Step> _steps = [];
    private readonly List<ImmutableSortedDictionary<string, byte[]>> _history = [Empty];
    private readonly HashSet<int> _crashed = [];
    private readonly Dictionary<int, LockServices> _services = [];
    private long _now;

    private static ImmutableSortedDictionary<string, byte[]> Empty { get; } = ImmutableSortedDictionary<string, byte[]>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>How far listings may lag behind, in changes.</summary>
    internal int Lag { get; set; }

    /// <summary>How many requests to write may get lost before they reach the server.</summary>
    internal int Losses { get; set; }

    /// <summary>How many contenders may crash.</summary>
    internal int Crashes { get; set; }

    internal ImmutableSortedDictionary<string, byte[]> Files => _history[^1];

    internal IReadOnlyCollection<int> Crashed => _crashed;

    internal IRecordFiles FilesOf(int contender) => new ContenderFiles(this, contender);

    /// <summary>The same ones at every call: names are never made twice.</summary>
    internal LockServices ServicesOf(int contender)
    {
        if (_services.TryGetValue(contender, out var services))
            return services;
        var made = 0;
        return _services[contender] = new LockServices(
            new ContenderTime(this, contender), new Processes(this, contender), () => $"{(contender * 7 + made * 5) % 9}c{contender}n{made++}", () => 0.5);
    }

    internal Task StepAsync(int contender, string what) => AddAsync(contender, what, () => true);

    /// <summary>Lets things happen until nobody waits for anything.</summary>
    internal void Run(params Task[] contenders)
    {
        for (var step = 0; contenders.Any(task => !task.IsCompleted); step++)
        {
            Assert.True(step < 20_000, "The contenders do not come to an end.");
            var possible = Possible();
            if (possible.Count == 0)
            {
                // Only crashed contenders are left waiting.
                Assert.All(contenders.Select((task, index) => (task, index)), pair => Assert.True(pair.task.IsCompleted || _crashed.Contains(pair.index), $"{pair.index} waits for nothing"));
                break;
            }
            var chosen = choices.Next(possible.Count + (CanCrash(possible) ? 1 : 0));
            if (chosen == possible.Count)
            {
                Crash(possible[0]);
                continue;
            }
            _steps.Remove(possible[chosen]);
            possible[chosen].Happen();
        }
        foreach (var task in contenders.Where(task => task.IsCompleted))
            task.GetAwaiter().GetResult();
    }

    private bool CanCrash(List<Step> possible) => Crashes > 0 && !choices.AreOver && possible.Count > 0;

    private void Crash(Step step)
    {
        Crashes--;
        _crashed.Add(step.Contender);
        // What was under way may still reach the server.
        if (choices.Next(2) == 1 && step.Due is null)
            step.Happen();
        _steps.RemoveAll(other => other.Contender == step.Contender);
    }

    private List<Step> Possible()
    {
        var requests = _steps.Where(step => step.Due is null && !_crashed.Contains(step.Contender)).ToList();
        var timers = _steps.Where(step => step.Due is not null && !_crashed.Contains(step.Contender)).OrderBy(step => step.Due).ToList();
        // The next pause of each contender, in any order that the clock allows; time limits only when nothing else can happen.
        // No request takes more than a minute: the record presumes a writer gone that is silent for two.
        var slow = requests.Exists(request => _now - request.Since > TimeSpan.TicksPerMinute);
        var pause = slow ? null : timers.Find(timer => !timer.IsLimit);
        if (pause is not null)
            requests.Add(pause);
        else if (requests.Count == 0 && timers.Count > 0)
            requests.Add(timers[0]);
        return requests;
    }

    private Task<T> AddAsync<T>(int contender, string what, Func<T> act)
    {
        var done = new TaskCompletionSource<T>();
        if (!_crashed.Contains(contender))
        {
            _steps.Add(new Step(contender, what, _now, null, false, () =>
            {
                var result = act();
                if (!_crashed.Contains(contender))
                    done.SetResult(result);
            }));
        }
        return done.Task;
    }

    private ImmutableSortedDictionary<string, byte[]> Look()
    {
        var most = Math.Min(Lag, _history.Count - 1);
        return _history[^(1 + (most == 0 || choices.AreOver ? 0 : choices.Next(most + 1)))];
    }

    private bool IsLost()
    {
        if (Losses == 0 || choices.AreOver || choices.Next(2) == 0)
            return false;
        Losses--;
        return true;
    }

    private bool Change(ImmutableSortedDictionary<string, byte[]> files)
    {
        _history.Add(files);
        return true;
    }

    private sealed record Step(int Contender, string What, long Since, long? Due, bool IsLimit, Action Happen);

    private sealed class ContenderFiles(World world, int contender) : IRecordFiles
    {
        public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken) =>
            world.AddAsync(contender, "list", () => (IReadOnlyList<string>)[.. world.Look().Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))]);

        public Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) => world.AddAsync(contender, "read", () => world.Files.GetValueOrDefault(path));

        public Task PutNewAsync(string path, byte[] content, CancellationToken cancellationToken) =>
            world.AddAsync(contender, "put", () => !world.IsLost() && !world.Files.ContainsKey(path) && world.Change(world.Files.Add(path, content)));

        public Task DeleteAsync(string path, CancellationToken cancellationToken) =>
            world.AddAsync(contender, "delete", () => world.Files.ContainsKey(path) && world.Change(world.Files.Remove(path)));
    }

    private sealed class ContenderTime(World world, int contender) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => world._now;

        public override DateTimeOffset GetUtcNow() => new(world._now + 638_000_000_000_000_000, TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var due = world._now + dueTime.Ticks;
            var step = new Step(contender, "pause", world._now, due, dueTime == Timeout, () =>
            {
                world._now = Math.Max(world._now, due);
                callback(state);
            });
            if (!world._crashed.Contains(contender) && dueTime >= TimeSpan.Zero)
                world._steps.Add(step);
            return new Timer(() => world._steps.Remove(step));
        }

        private sealed class Timer(Action stop) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => stop();

            public ValueTask DisposeAsync()
            {
                stop();
                return default;
            }
        }
    }

    private sealed class Processes(World world, int contender) : IProcessProbe
    {
        public LocalProcess Current { get; } = new("host", "", contender + 1, Entries.Epoch);

        public bool IsGone(LocalProcess process) => world._crashed.Contains(process.Id - 1);
    }
}
