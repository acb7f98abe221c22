using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Http.Diagnostics;

/// <summary>One step of a call. All texts are redacted and free of control characters.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query, redacted.</param>
/// <param name="Purpose">What the call is for.</param>
/// <param name="Attempt">Number of the attempt, from 1; for a retry, the one that failed.</param>
/// <param name="Status">HTTP status of a reply.</param>
/// <param name="Reason">Why it is repeated.</param>
/// <param name="Delay">How long it waits before the next attempt.</param>
public sealed record TrafficEvent(
    TrafficEventKind Kind, HttpVerb Method, string Target, string Purpose, int Attempt, int? Status, string? Reason, TimeSpan? Delay)
{
    /// <summary>The line for whoever follows the calls, a call with its purpose; null for what they need not see: replies that refuse nothing.</summary>
    public string? ToLine() => this switch
    {
        { Kind: TrafficEventKind.Reply, Status: not >= 400 } => null,
        { Kind: TrafficEventKind.Call, Purpose.Length: > 0 } => $"{this} ({Purpose})",
        _ => ToString(),
    };

    /// <summary>A line for the verbose stream.</summary>
    public override string ToString()
    {
        var call = $"{Method.ToString().ToUpperInvariant()} {Target}";
        return Kind switch
        {
            TrafficEventKind.Call => Attempt == 1 ? call : $"{call} (attempt {Attempt})",
            TrafficEventKind.Reply => $"{call}: {Status}",
            TrafficEventKind.Retry => FormattableString.Invariant($"{call}: attempt {Attempt} failed ({Reason}); the next in {Delay.GetValueOrDefault().TotalSeconds:0.0} s"),
            _ => $"{call}: the server refused the token; logging in again",
        };
    }
}
