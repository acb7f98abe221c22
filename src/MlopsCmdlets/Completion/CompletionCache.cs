using System.Collections.Concurrent;

namespace MlopsCmdlets.Completion;

/// <summary>Remembers completed names for half a minute, so that cycling through them costs one request.</summary>
internal sealed class CompletionCache(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (long At, IReadOnlyList<Completion> Names)> _entries = new(StringComparer.Ordinal);

    public IReadOnlyList<Completion>? Get(string key) =>
        _entries.TryGetValue(key, out (long At, IReadOnlyList<Completion> Names) entry) && time.GetElapsedTime(entry.At) < Lifetime ? entry.Names : null;

    public void Put(string key, IReadOnlyList<Completion> names) => _entries[key] = (time.GetTimestamp(), names);
}
