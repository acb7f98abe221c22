using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Statuses and check runs of commits.</summary>
internal sealed class GitHubChecks(GitHubCalls calls)
{
    private const int LongestDescription = 140;

    /// <param name="repository">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="required">Names that a base demands: those that nobody has published are listed as pending.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<CheckState>> ListAsync(HostRepositoryName repository, string commit, IReadOnlyList<string> required, CancellationToken cancellationToken)
    {
        var runs = RunsAsync(repository, commit, mayLack: required.Count == 0, cancellationToken);
        var statuses = await StatusesAsync(repository, commit, cancellationToken).ConfigureAwait(false);
        var demanded = new HashSet<string>(required, StringComparer.Ordinal);
        return Combine(
            [
                .. statuses.Select(status => new CheckState(status.Context, OutcomeOf(status.State.StringValue), demanded.Contains(status.Context), status.Description ?? "", Address(status.TargetUrl))),
                .. (await runs.ConfigureAwait(false)).Select(run => new CheckState(run.Name, OutcomeOf(run), demanded.Contains(run.Name), run.Output?.Title ?? "", Address(run.DetailsUrl))),
            ],
            required);
    }

    // Runs of several workflows and a status may have one name; GitHub demands that all of them are green, so the worst one counts.
    internal static IReadOnlyList<CheckState> Combine(IEnumerable<CheckState> published, IReadOnlyList<string> required)
    {
        var found = CheckStates.WorstOfEach(published).ToList();
        var missing = required.Where(name => !found.Exists(check => check.Name == name)).Select(name => new CheckState(name, CheckOutcome.Pending, IsRequired: true, "", TargetUrl: null));
        return [.. found.Concat(missing).OrderBy(check => check.Name, StringComparer.Ordinal)];
    }

    public async Task PublishAsync(HostRepositoryName repository, string commit, StatusUpdate status, CancellationToken cancellationToken)
    {
        var action = $"publish status '{status.Context}' of commit {commit} in {repository}";
        var description = status.Description.Length > LongestDescription ? status.Description.Substring(0, LongestDescription - 1) + "…" : status.Description;
        var definition = new Octokit.NewCommitStatus
        {
            Context = status.Context,
            State = status.Outcome switch { CheckOutcome.Succeeded => Octokit.CommitState.Success, CheckOutcome.Failed => Octokit.CommitState.Failure, _ => Octokit.CommitState.Pending },
            Description = description,
            TargetUrl = status.TargetUrl?.AbsoluteUri,
        };
        try
        {
            await HostChange.MakeAsync(
                calls.Time,
                () => calls.SendAsync(action, $"commit {commit} in {repository}", client => client.Repository.Status.Create(repository.Owner, repository.Name, commit, definition), cancellationToken),
                async () => (await StatusesAsync(repository, commit, cancellationToken).ConfigureAwait(false)).FirstOrDefault(found =>
                    found.Context == status.Context && OutcomeOf(found.State.StringValue) == status.Outcome && (found.Description ?? "") == description && found.TargetUrl == definition.TargetUrl),
                cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "No commit found"))
        {
            throw new GitHostNotFoundException(e.Failure, $"commit {commit} in {repository}", e);
        }
    }

    /// <summary>The newest status of each context.</summary>
    private async Task<IReadOnlyList<Octokit.CommitStatus>> StatusesAsync(HostRepositoryName repository, string commit, CancellationToken cancellationToken)
    {
        var path = GitHubCalls.Relative($"repos/{repository.Owner}/{repository.Name}/commits/{GitHubCalls.Escape(commit)}/status");
        var found = new List<Octokit.CommitStatus>();
        for (var page = 1; ; page++)
        {
            var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["per_page"] = "100", ["page"] = page.ToString(System.Globalization.CultureInfo.InvariantCulture) };
            var combined = await CommitAsync(repository, commit, async client => (await client.Connection.Get<Octokit.CombinedCommitStatus>(path, parameters).ConfigureAwait(false)).Body, cancellationToken).ConfigureAwait(false);
            found.AddRange(combined.Statuses);
            if (!GitHubCalls.MayGoOn(combined.Statuses.Count))
                return found;
        }
    }

    /// <param name="repository">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="mayLack">Whether a token that must not read them (many fine-grained ones) sees none instead of a failure: only where nothing depends on them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<IReadOnlyList<Octokit.CheckRun>> RunsAsync(HostRepositoryName repository, string commit, bool mayLack, CancellationToken cancellationToken)
    {
        try
        {
            var found = await CommitAsync(
                repository,
                commit,
                client => client.Check.Run.GetAllForReference(repository.Owner, repository.Name, GitHubCalls.Escape(commit), new Octokit.CheckRunRequest { Filter = Octokit.CheckRunCompletedAtFilter.Latest }, GitHubCalls.AllPages),
                cancellationToken).ConfigureAwait(false);
            return found.CheckRuns;
        }
        catch (GitHostScopeException) when (mayLack)
        {
            return [];
        }
    }

    private async Task<T> CommitAsync<T>(HostRepositoryName repository, string commit, Func<Octokit.IGitHubClient, Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.SendAsync($"read the checks of commit {commit} in {repository}", $"repository {repository}", send, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "No commit found"))
        {
            throw new GitHostNotFoundException(e.Failure, $"commit {commit} in {repository}", e);
        }
    }

    private static CheckOutcome OutcomeOf(string state) => state switch
    {
        "success" => CheckOutcome.Succeeded,
        "failure" or "error" => CheckOutcome.Failed,
        _ => CheckOutcome.Pending,
    };

    private static CheckOutcome OutcomeOf(Octokit.CheckRun run) => (run.Status.StringValue, run.Conclusion?.StringValue) switch
    {
        ("completed", "success" or "neutral" or "skipped") => CheckOutcome.Succeeded,
        ("completed", _) => CheckOutcome.Failed,
        _ => CheckOutcome.Pending,
    };

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
}
