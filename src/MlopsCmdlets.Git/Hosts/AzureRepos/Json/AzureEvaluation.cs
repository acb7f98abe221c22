using System.Text.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>How a policy judges a pull request.</summary>
internal sealed record AzureEvaluation
{
    public AzurePolicy Configuration { get; set; } = new();

    /// <summary><c>queued</c>, <c>running</c>, <c>approved</c>, <c>rejected</c>, <c>notApplicable</c>, <c>broken</c>.</summary>
    public string Status { get; set; } = "";

    public JsonElement Context { get; init; }

    public bool IsMet => Is("approved") || Is("notApplicable");

    public bool IsWaiting => Is("queued") || Is("running");

    /// <summary>Azure's own words, where it has some.</summary>
    public string? Message =>
        Context.ValueKind == JsonValueKind.Object && Context.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null;

    private bool Is(string status) => string.Equals(Status, status, StringComparison.OrdinalIgnoreCase);
}
