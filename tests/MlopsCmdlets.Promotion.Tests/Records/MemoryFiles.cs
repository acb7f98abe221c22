using System.Collections.Concurrent;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Tests.Records;

/// <summary>Files in memory, at once; a test can look at and change them, and get in between.</summary>
internal sealed class MemoryFiles : IRecordFiles
{
    private int _inFlight;

    internal ConcurrentDictionary<string, byte[]> All { get; } = new(StringComparer.Ordinal);

    internal Func<string, Task>? BeforePut { get; set; }

    internal bool Keeps { get; set; } = true;

    internal int MostInFlight { get; private set; }

    internal ConcurrentQueue<string> Reads { get; } = new();

    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. All.Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)).OrderBy(path => path, StringComparer.Ordinal)]);

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        Reads.Enqueue(path);
        MostInFlight = Math.Max(MostInFlight, Interlocked.Increment(ref _inFlight));
        await Task.Yield();
        Interlocked.Decrement(ref _inFlight);
        return All.TryGetValue(path, out var content) ? content : null;
    }

    public async Task PutNewAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        if (BeforePut is { } before)
            await before(path);
        if (Keeps)
            All.TryAdd(path, content);
    }

    public Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        All.TryRemove(path, out _);
        return Task.CompletedTask;
    }
}
