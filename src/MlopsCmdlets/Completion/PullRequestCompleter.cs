using System.Globalization;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Completion;

/// <summary>Numbers of the open pull requests, with their titles.</summary>
internal sealed class PullRequestCompleter : GitCompleter
{
    private protected override async Task<IReadOnlyList<Completion>> ReadAsync(HostedRepository repository, CancellationToken cancellationToken) =>
        [.. (await repository.Host.ListPullRequestsAsync(repository.Name, new PullRequestQuery { State = PullRequestState.Open, Limit = 50 }, cancellationToken).ConfigureAwait(false))
            .Select(request => new Completion(request.Number.ToString(CultureInfo.InvariantCulture), $"{request.Head} → {request.Base}: {request.Title}"))];
}
