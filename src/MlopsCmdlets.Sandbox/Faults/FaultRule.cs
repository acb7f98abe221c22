using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Faults;

/// <summary>One rule: which requests, how many of them, and what happens to them.</summary>
internal sealed class FaultRule
{
    private static readonly (string Name, FaultKind Kind)[] Kinds =
    [
        ("status", FaultKind.Status), ("delay", FaultKind.Delay), ("stall", FaultKind.Stall), ("reset", FaultKind.Reset), ("truncate", FaultKind.Truncate),
        ("corrupt", FaultKind.Corrupt), ("lost-reply", FaultKind.LostReply), ("late-status", FaultKind.LateStatus), ("stale-read", FaultKind.StaleRead), ("internal-hosts", FaultKind.InternalHosts),
        ("dangling-references", FaultKind.DanglingReferences), ("expire-token", FaultKind.ExpireToken), ("fail", FaultKind.Fail), ("clock", FaultKind.Clock),
    ];

    private readonly Regex? _path;
    private int _seen;
    private int _fired;

    private FaultRule(JsonObject definition)
    {
        foreach (var (name, _) in definition)
        {
            if (name is not ("fault" or "method" or "path" or "skip" or "times" or "status" or "body" or "content_type" or "retry_after" or "delay_ms" or "after_bytes" or "clean" or "message" or "headers" or "seconds"))
                throw ApiException.BadRequest($"A fault rule has no '{name}'.", target: name);
        }

        var kind = definition.Text("fault");
        Kind = Kinds.Any(k => k.Name == kind)
            ? Kinds.First(k => k.Name == kind).Kind
            : throw ApiException.BadRequest($"'fault' must be one of {string.Join(", ", Kinds.Select(k => k.Name))}.", target: "fault");
        Method = definition.Text("method")?.ToUpperInvariant() is { } method and not "*" ? method : null;
        if (definition.Text("path") is { } path) _path = Pattern(path);
        if (Kind == FaultKind.Fail && definition.Text("path")?.Split('?')[0] is { } operation && !FailingOperations.CanMeet(Method, operation, Pattern(operation).IsMatch))
            throw ApiException.BadRequest($"A fail rule must be for a request whose operation can fail: {FailingOperations.Names}.", target: "path");
        Skip = Count(definition, "skip", 0);
        Times = definition.At("times") is null ? 1 : definition.Text("times") == "always" ? int.MaxValue : Count(definition, "times", 1);
        Status = Count(definition, "status", 503);
        if (Status is < 100 or > 599) throw ApiException.BadRequest("'status' must be from 100 to 599.", target: "status");
        Body = definition.At("body") switch { null => null, JsonValue v when v.Text() is { } text => text, var node => node.ToJsonString() };
        ContentType = definition.Text("content_type") ?? (definition.At("body") is JsonObject ? "application/json" : "text/plain");
        RetryAfter = definition.Text("retry_after") ?? definition.Whole("retry_after")?.ToString(CultureInfo.InvariantCulture);
        Delay = TimeSpan.FromMilliseconds(Count(definition, "delay_ms", Kind == FaultKind.Delay ? 1000 : 0));
        AfterBytes = definition.At("after_bytes") is null ? null : Count(definition, "after_bytes", 0);
        Clean = definition.Flag("clean") ?? false;
        Message = definition.Text("message");
        if (Kind == FaultKind.Clock)
            Seconds = definition.Whole("seconds") ?? throw ApiException.BadRequest("'seconds' must be a whole number.", target: "seconds");
        Headers = [.. (definition.Object("headers") ?? []).Select(h => (h.Key, h.Value.Text() ?? h.Value?.ToJsonString() ?? ""))];
        Definition = definition;
    }

    public string Id { get; } = Ids.New();

    public FaultKind Kind { get; }

    /// <summary>In capitals; null means any.</summary>
    public string? Method { get; }

    /// <summary>Matching requests that pass unharmed first.</summary>
    public int Skip { get; }

    /// <summary>Matching requests that are hit after those.</summary>
    public int Times { get; }

    public int Status { get; }

    public string? Body { get; }

    public string ContentType { get; }

    /// <summary>Seconds, an HTTP date, or <c>date:N</c> for a date N seconds ahead.</summary>
    public string? RetryAfter { get; }

    public TimeSpan Delay { get; }

    /// <summary>Bytes of the body that arrive before the fault; null means the middle, or none for a stall.</summary>
    public long? AfterBytes { get; }

    /// <summary>A truncated reply ends as if it were whole.</summary>
    public bool Clean { get; }

    /// <summary>For a failed operation: what its failure says.</summary>
    public string? Message { get; }

    /// <summary>How far a wrong clock is ahead; negative when it is behind.</summary>
    public long Seconds { get; }

    /// <summary>More headers of an answered status; <c>in:N</c> is the Unix time N seconds ahead.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; }

    private JsonObject Definition { get; }

    public bool Spent => Volatile.Read(ref _fired) >= Times;

    public static FaultRule Parse(JsonObject definition) => new(definition.Copy());

    /// <summary>Whether the rule speaks of this request at all.</summary>
    public bool Concerns(string method, string path, string query) =>
        (Kind != FaultKind.Fail || FailingOperations.Starts(method, path)) && (Method is null || Method == method) && (_path is null || _path.IsMatch(path) || _path.IsMatch(path + query));

    /// <summary>Counts a matching request; true when it is to be hit.</summary>
    public bool Take()
    {
        lock (Definition)
        {
            if (_seen++ < Skip || _fired >= Times) return false;
            _fired++;
            return true;
        }
    }

    public JsonObject ToJson()
    {
        var document = Definition.Copy();
        document["id"] = Id;
        document["seen"] = Volatile.Read(ref _seen);
        document["fired"] = Volatile.Read(ref _fired);
        return document;
    }

    /// <summary>A path with <c>*</c> for any text within a segment and <c>**</c> for any text.</summary>
    private static Regex Pattern(string path)
    {
        var text = Regex.Escape(path).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/?]*", StringComparison.Ordinal);
        return new Regex("^" + text + "$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    private static int Count(JsonObject definition, string name, int absent)
    {
        if (definition.At(name) is null) return absent;
        return definition.Whole(name) is >= 0 and <= int.MaxValue and { } count
            ? (int)count
            : throw ApiException.BadRequest($"'{name}' must be a whole number of 0 or more.", target: name);
    }
}
