namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>A check run of a commit, as pipelines make them.</summary>
internal sealed record CheckRun(long Id, string Sha, string Name, string Status, string? Conclusion, string? DetailsUrl, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt);
