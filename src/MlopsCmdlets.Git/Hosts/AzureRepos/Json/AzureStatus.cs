namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A status of a commit or a pull request.</summary>
internal sealed record AzureStatus
{
    public int? Id { get; init; }

    /// <summary><c>notSet</c>, <c>notApplicable</c>, <c>pending</c>, <c>succeeded</c>, <c>failed</c>, <c>error</c>.</summary>
    public string State { get; set; } = "";

    public string? Description { get; init; }

    public AzureStatusContext? Context { get; init; }

    public string? TargetUrl { get; init; }

    /// <summary>The state of the head that it speaks of; null for the whole pull request.</summary>
    public int? IterationId { get; init; }
}
