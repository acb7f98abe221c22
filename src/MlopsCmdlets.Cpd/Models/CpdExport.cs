namespace MlopsCmdlets.Cpd.Models;

/// <summary>An export of assets into a zip.</summary>
public sealed record CpdExport : CpdScopedResource
{
    /// <summary><c>pending</c>, <c>running</c>, <c>completed</c>, <c>failed</c>, <c>canceled</c>, <c>deleting</c> or <c>error</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>0 to 100, if the server says so.</summary>
    public int? Progress { get; init; }

    public string? FailureMessage { get; init; }
}
