using MlopsCmdlets.Git.Hosts.AzureRepos.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>What Azure Repos says of a pull request, in its own words.</summary>
/// <param name="Document">The pull request.</param>
/// <param name="Evaluations">How the policies of its base judge it, those that are switched on.</param>
/// <param name="Statuses">Its own statuses that speak of its head, the newest of each name.</param>
/// <param name="CommitStatuses">Statuses of its head commit, the newest of each name.</param>
internal sealed record PullRequestFacts(
    AzurePullRequest Document, IReadOnlyList<AzureEvaluation> Evaluations, IReadOnlyList<AzureStatus> Statuses, IReadOnlyList<AzureStatus> CommitStatuses)
{
    /// <summary>Judgements that can stop a merge.</summary>
    public IEnumerable<AzureEvaluation> Blocking(string kind) => Evaluations.Where(e => e.Configuration.IsBlocking && e.Configuration.Is(kind));
}
