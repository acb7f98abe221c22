using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Repositories and forks.</summary>
internal sealed class GitHubRepositories(GitHubCalls calls, GitHubBranches branches)
{
    // Beyond this, a fork that is there already is not still being filled.
    private static readonly TimeSpan FillTime = TimeSpan.FromHours(1);

    public async Task<HostRepository?> FindAsync(HostRepositoryName name, CancellationToken cancellationToken) =>
        await FindRawAsync(name, cancellationToken).ConfigureAwait(false) is { } found ? await MapAsync(found, cancellationToken).ConfigureAwait(false) : null;

    public Task<Octokit.Repository?> FindRawAsync(HostRepositoryName name, CancellationToken cancellationToken) =>
        calls.FindAsync($"read repository {name}", $"repository {name}", client => client.Repository.Get(name.Owner, name.Name), cancellationToken);

    public async Task<HostRepository> CreateAsync(HostRepositoryName name, bool isPrivate, CancellationToken cancellationToken)
    {
        var action = $"create repository {name}";
        var me = await calls.MeAsync(cancellationToken).ConfigureAwait(false);
        var definition = new Octokit.NewRepository(name.Name) { Private = isPrivate };
        try
        {
            var made = await HostChange.MakeAsync(
                calls.Time,
                () => calls.SendAsync(
                    action,
                    $"organisation {name.Owner}",
                    client => IsSame(me.Login, name.Owner) ? client.Repository.Create(definition) : client.Repository.Create(name.Owner, definition),
                    cancellationToken),
                () => FindRawAsync(name, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return GitHubMap.Repository(made, isEmpty: true);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "already exists"))
        {
            throw new GitHostAlreadyExistsException(e.Failure, $"repository {name}", e);
        }
    }

    public async Task<HostRepository> ForkAsync(HostRepositoryName source, HostRepositoryName target, TimeSpan timeout, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var action = $"fork {source} to {target}";
        var start = calls.Time.GetTimestamp();
        var wanted = await branches.ListAsync(source, cancellationToken).ConfigureAwait(false);
        var present = await FindRawAsync(target, cancellationToken).ConfigureAwait(false);
        if (present is not null && (present.Parent is not { } parent || !IsSame(parent.FullName, source.ToString())))
            throw new GitHostAlreadyExistsException(calls.Failure(action), $"repository {target}, which is no fork of {source},");
        if (present is null)
            await StartAsync(action, source, target, cancellationToken).ConfigureAwait(false);

        var tooOld = present is not null && calls.Time.GetUtcNow() - present.CreatedAt > FillTime;
        await HostWait.UntilAsync(
            calls.Time,
            tooOld ? TimeSpan.Zero : timeout - calls.Time.GetElapsedTime(start),
            () => MissingAsync(source, target, wanted, cancellationToken),
            missing => missing.Count == 0 ? null : $"waiting for {Words(missing)} of {target}",
            (missing, _) => tooOld
                ? new GitHostAlreadyExistsException(calls.Failure(action), $"fork {target}, which lacks {Words(missing)} or newer commits of it,")
                : new GitHostTimeoutException(calls.Failure(action), $"the arrival of {Words(missing)}", timeout),
            progress,
            cancellationToken).ConfigureAwait(false);
        return await FindAsync(target, cancellationToken).ConfigureAwait(false) ?? throw new GitHostNotFoundException(calls.Failure(action), $"repository {target}");
    }

    private async Task StartAsync(string action, HostRepositoryName source, HostRepositoryName target, CancellationToken cancellationToken)
    {
        var me = await calls.MeAsync(cancellationToken).ConfigureAwait(false);
        // Octokit's own model has no name for the fork.
        var body = new Dictionary<string, object>(StringComparer.Ordinal) { ["name"] = target.Name, ["default_branch_only"] = false };
        if (!IsSame(me.Login, target.Owner))
            body["organization"] = target.Owner;
        var made = await HostChange.MakeAsync(
            calls.Time,
            () => calls.SendAsync(
                action,
                $"repository {source}, or organisation {target.Owner}",
                client => GitHubCalls.PostAsync<Octokit.Repository>(client, $"repos/{source.Owner}/{source.Name}/forks", body),
                cancellationToken),
            () => FindRawAsync(target, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        // GitHub gives an older fork of the same owner back instead, whatever its name.
        if (!IsSame(made.FullName, target.ToString()))
            throw new GitHostAlreadyExistsException(calls.Failure(action), $"fork {made.FullName} of the same repository");
    }

    /// <summary>Branches that are not there yet, or do not hold the source's tip.</summary>
    private async Task<IReadOnlyList<string>> MissingAsync(HostRepositoryName source, HostRepositoryName target, IReadOnlyList<HostBranch> wanted, CancellationToken cancellationToken)
    {
        var there = (await branches.ListAsync(target, cancellationToken).ConfigureAwait(false)).ToDictionary(branch => branch.Name, StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var branch in wanted)
        {
            if (!there.TryGetValue(branch.Name, out var found) || (found.Commit != branch.Commit && !await IsNewerAsync(source, target, branch, cancellationToken).ConfigureAwait(false)))
                missing.Add(branch.Name);
        }

        return missing;
    }

    private async Task<bool> IsNewerAsync(HostRepositoryName source, HostRepositoryName target, HostBranch branch, CancellationToken cancellationToken)
    {
        var range = $"{branch.Commit}...{GitHubCalls.Escape(branch.Name)}";
        var comparison = await calls.FindAsync(
            $"compare branch '{branch.Name}' of {target} with {source}",
            "commit",
            async client => (await client.Connection.Get<Octokit.CompareResult>(GitHubCalls.Relative($"repos/{target.Owner}/{target.Name}/compare/{range}"), null).ConfigureAwait(false)).Body,
            cancellationToken).ConfigureAwait(false);
        return comparison?.Status is "ahead" or "identical";
    }

    /// <summary>GitHub names a default branch for empty repositories too.</summary>
    private async Task<HostRepository> MapAsync(Octokit.Repository found, CancellationToken cancellationToken)
    {
        var empty = found.Size == 0 && (await branches.ListAsync(GitHubMap.Name(found), cancellationToken).ConfigureAwait(false)).Count == 0;
        return GitHubMap.Repository(found, empty);
    }

    private static string Words(IReadOnlyList<string> names) => (names.Count == 1 ? "branch " : "branches ") + string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
