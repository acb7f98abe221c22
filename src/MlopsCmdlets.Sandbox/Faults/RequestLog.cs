using System.Text.Json.Nodes;

namespace MlopsCmdlets.Sandbox.Faults;

/// <summary>The requests that came in, for tests such as "nothing was changed". Control requests are not kept.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 20_000;
    private readonly Lock _gate = new();
    private readonly Queue<Entry> _entries = new();
    private long _number;

    public void Add(string method, string path, int status, string? user, string? fault, DateTimeOffset at)
    {
        lock (_gate)
        {
            _entries.Enqueue(new Entry(++_number, method, path, status, user, fault, at));
            if (_entries.Count > Capacity) _entries.Dequeue();
        }
    }

    public IReadOnlyList<Entry> All()
    {
        lock (_gate) return [.. _entries];
    }

    public void Clear()
    {
        lock (_gate) _entries.Clear();
    }

    /// <param name="Path">Without the query, which can hold signatures.</param>
    /// <param name="Status">0 when no answer was sent.</param>
    internal sealed record Entry(long Number, string Method, string Path, int Status, string? User, string? Fault, DateTimeOffset At)
    {
        public JsonNode ToJson() => new JsonObject
        {
            ["n"] = Number,
            ["method"] = Method,
            ["path"] = Path,
            ["status"] = Status,
            ["user"] = User,
            ["fault"] = Fault,
            ["at"] = At.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}
