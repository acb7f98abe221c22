using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>Statuses of commits and of pull requests. Policies look at those of pull requests only.</summary>
internal sealed class AzureStatuses(AzureConnection connection)
{
    private static readonly string[] Rights = ["Code (Status)"];

    public async Task<IReadOnlyList<AzureStatus>> OfCommitAsync(HostRepositoryName name, string commit, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Get(PathOf(name, commit), action) with { What = $"commit {commit} in {name}" };
        return PullRequestModel.Newest(await connection.ListAsync(call.With("latestOnly", "true"), AzureJson.Default.AzureListAzureStatus, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Those that speak of the head or of the whole pull request; what was said of earlier heads is left out.</summary>
    public async Task<IReadOnlyList<AzureStatus>> OfPullRequestAsync(HostRepositoryName name, int number, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Get(AzurePullRequests.PathOf(name, number) + "/statuses", action) with { What = AzurePullRequests.What(name, number) };
        var all = await connection.ListAsync(call, AzureJson.Default.AzureListAzureStatus, cancellationToken).ConfigureAwait(false);
        if (all.Any(s => s.IterationId is not null))
        {
            var last = await LastIterationAsync(name, number, action, cancellationToken).ConfigureAwait(false);
            all = all.Where(s => s.IterationId is null || s.IterationId == last?.Id).ToList();
        }

        return PullRequestModel.Newest(all);
    }

    public async Task SetOfCommitAsync(HostRepositoryName name, string commit, StatusUpdate status, CancellationToken cancellationToken)
    {
        var action = $"publish the status '{status.Context}' of commit {commit} in {name}";
        var call = AzureCall.Post(PathOf(name, commit), action) with { What = $"commit {commit} in {name}", Needs = Rights };
        await PublishAsync(call, Document(status), () => OfCommitAsync(name, commit, action, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Bound to the head of this moment, so that it does not speak of later ones.</summary>
    public async Task SetOfPullRequestAsync(HostRepositoryName name, int number, StatusUpdate status, CancellationToken cancellationToken)
    {
        var action = $"publish the status '{status.Context}' of pull request {name}#{number}";
        var last = await LastIterationAsync(name, number, action, cancellationToken).ConfigureAwait(false);
        if (status.ExpectedHead is { } head && !string.Equals(last?.SourceRefCommit?.CommitId, head, StringComparison.OrdinalIgnoreCase))
            throw new PullRequestHeadMovedException(connection.Failure(action), head, last?.SourceRefCommit?.CommitId);
        var document = Document(status) with { IterationId = last?.Id };
        var call = AzureCall.Post(AzurePullRequests.PathOf(name, number) + "/statuses", action) with { What = AzurePullRequests.What(name, number), Needs = Rights };
        await PublishAsync(call, document, () => OfPullRequestAsync(name, number, action, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The heads that a pull request had.</summary>
    public Task<IReadOnlyList<AzureIteration>> IterationsAsync(HostRepositoryName name, int number, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Get(AzurePullRequests.PathOf(name, number) + "/iterations", action) with { What = AzurePullRequests.What(name, number) };
        return connection.ListAsync(call, AzureJson.Default.AzureListAzureIteration, cancellationToken);
    }

    private async Task PublishAsync(AzureCall call, AzureStatus status, Func<Task<IReadOnlyList<AzureStatus>>> read, CancellationToken cancellationToken) =>
        await connection.ChangeAsync(
            async () =>
            {
                await connection.SendAsync(call.Json(status, AzureJson.Default.AzureStatus), cancellationToken).ConfigureAwait(false);
                return status;
            },
            async () => (await read().ConfigureAwait(false)).FirstOrDefault(s => IsSame(s, status)),
            cancellationToken).ConfigureAwait(false);

    private async Task<AzureIteration?> LastIterationAsync(HostRepositoryName name, int number, string action, CancellationToken cancellationToken) =>
        (await IterationsAsync(name, number, action, cancellationToken).ConfigureAwait(false)).OrderBy(i => i.Id).LastOrDefault();

    private static bool IsSame(AzureStatus one, AzureStatus other) =>
        one.Context == other.Context && string.Equals(one.State, other.State, StringComparison.OrdinalIgnoreCase) && (one.Description ?? "") == (other.Description ?? "") && one.TargetUrl == other.TargetUrl;

    private static AzureStatus Document(StatusUpdate status) => new()
    {
        State = status.Outcome switch { CheckOutcome.Succeeded => "succeeded", CheckOutcome.Failed => "failed", _ => "pending" },
        Description = status.Description,
        Context = AzureStatusContext.Parse(status.Context),
        TargetUrl = status.TargetUrl?.AbsoluteUri,
    };

    private static string PathOf(HostRepositoryName name, string commit) => AzureRepositories.PathOf(name) + "/commits" + AzureCall.Under(commit) + "/statuses";
}
