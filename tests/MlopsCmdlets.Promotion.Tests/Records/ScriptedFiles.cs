using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Tests.Records;

/// <summary>Files in memory whose listings a test writes: they lag, show what nobody can read, and hide what is there. Everything that was asked is kept.</summary>
internal sealed class ScriptedFiles : IRecordFiles
{
    internal Dictionary<string, byte[]> All { get; } = new(StringComparer.Ordinal);

    internal List<string> Calls { get; } = [];

    /// <summary>What the n-th listing (from 0) shows of what is there.</summary>
    internal Func<int, IReadOnlyList<string>, IReadOnlyList<string>> Shown { get; set; } = (_, there) => there;

    /// <summary>Fails a call by throwing; it has no effect then.</summary>
    internal Action<string> Before { get; set; } = _ => { };

    internal int Listings => Calls.Count(call => call == "list");

    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        int n = Listings;
        Call("list", cancellationToken);
        return Task.FromResult(Shown(n, [.. All.Keys.OrderBy(path => path, StringComparer.Ordinal)]));
    }

    public Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        Call("read " + Leaf(path), cancellationToken);
        return Task.FromResult(All.TryGetValue(path, out var content) ? content : null);
    }

    public Task PutNewAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Call("put " + Leaf(path), cancellationToken);
        All.Add(path, content);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        Call("delete " + Leaf(path), cancellationToken);
        All.Remove(path);
        return Task.CompletedTask;
    }

    private static string Leaf(string path) => Path.GetFileNameWithoutExtension(path);

    private void Call(string call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls.Add(call);
        Before(call);
    }
}
