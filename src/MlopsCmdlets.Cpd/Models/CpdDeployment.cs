using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A deployment; <see cref="CpdResource.Type"/> is <c>online</c>, <c>batch</c> or <c>r_shiny</c>.</summary>
public sealed record CpdDeployment : CpdScopedResource
{
    public CpdDeploymentKind Kind { get; init; }

    /// <summary><c>initializing</c>, <c>updating</c>, <c>ready</c> or <c>failed</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>The asset that is served now.</summary>
    public string? AssetId { get; init; }

    public string? AssetRevision { get; init; }

    /// <summary><c>model</c>, <c>function</c>, <c>py_script</c>, <c>r_shiny</c>…</summary>
    public string? AssetType { get; init; }

    /// <summary>The stable name for scoring, if it has one.</summary>
    public string? ServingName { get; init; }

    /// <summary>Where it is scored, on the host of the session; null for a batch deployment.</summary>
    public Uri? ScoringUrl { get; init; }

    /// <summary>An id, a name or <c>Not_Applicable</c>: never a GUID by contract.</summary>
    public string? HardwareSpecificationId { get; init; }

    public string? HardwareSpecificationName { get; init; }

    public int? NodeCount { get; init; }

    /// <summary>The server's status text, for example about scaling.</summary>
    public string? StateMessage { get; init; }

    /// <summary>What went wrong, when <see cref="State"/> is <c>failed</c> or the last update failed.</summary>
    public string? FailureMessage { get; init; }

    public string[] Warnings { get; init; } = [];

    [JsonIgnore]
    public bool IsReady => string.Equals(State, "ready", StringComparison.OrdinalIgnoreCase);
}
