using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Pull requests: list, read, open, close, comment.</summary>
internal sealed class GitHubPullRequests(GitHubCalls calls, GitHubVerdicts verdicts, GitHubChecks checks, GitHubProtection protection)
{
    public async Task<IReadOnlyList<PullRequest>> ListAsync(HostRepositoryName repository, PullRequestQuery query, CancellationToken cancellationToken)
    {
        var request = new Octokit.PullRequestRequest
        {
            State = query.State switch { null => Octokit.ItemStateFilter.All, PullRequestState.Open => Octokit.ItemStateFilter.Open, _ => Octokit.ItemStateFilter.Closed },
            Base = query.Base,
            SortProperty = Octokit.PullRequestSort.Created,
            SortDirection = Octokit.SortDirection.Descending,
        };
        var found = new List<PullRequest>();
        for (var page = 1; ; page++)
        {
            var number = page;
            var pulls = await calls.SendAsync(
                $"list the pull requests of {repository}",
                $"repository {repository}",
                client => client.PullRequest.GetAllForRepository(repository.Owner, repository.Name, request, GitHubCalls.Page(number)),
                cancellationToken).ConfigureAwait(false);
            // GitHub looks for heads of one owner only.
            found.AddRange(pulls.Select(pull => GitHubMap.PullRequest(repository, pull))
                .Where(pull => (query.State is not { } state || pull.State == state) && (query.Head is not { } head || pull.Head == head)));
            if (found.Count >= query.Limit || !GitHubCalls.MayGoOn(pulls.Count))
                return found.Count > query.Limit ? found.GetRange(0, query.Limit) : found;
        }
    }

    public async Task<PullRequest> GetAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken) =>
        (await ReadAsync(repository, number, known: null, cancellationToken).ConfigureAwait(false)).PullRequest;

    /// <summary>The pull request with all that belongs to it, and the rules of its base, which a waiting caller knows already.</summary>
    public async Task<(PullRequest PullRequest, GitHubRules Rules)> ReadAsync(HostRepositoryName repository, int number, GitHubRules? known, CancellationToken cancellationToken)
    {
        var pull = await RawAsync(repository, number, cancellationToken).ConfigureAwait(false);
        var reviewing = verdicts.LatestAsync(repository, number, pull.User?.Login, cancellationToken);
        var rules = known ?? await protection.RulesAsync(repository, pull.Base.Ref, cancellationToken).ConfigureAwait(false);
        var found = await checks.ListAsync(repository, pull.Head.Sha, rules.Checks, cancellationToken).ConfigureAwait(false);
        var read = GitHubMap.PullRequest(repository, pull) with
        {
            Reviews = await reviewing.ConfigureAwait(false),
            Checks = found,
            RequiredApprovals = rules.Approvals,
            Mergeable = GitHubMap.MergeabilityOf(pull),
        };
        return (read with { Blockers = read.State == PullRequestState.Open ? [.. GitHubBlockers.Of(read, pull)] : [] }, rules);
    }

    public Task<Octokit.PullRequest> RawAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken) => calls.SendAsync(
        $"read pull request {repository}#{number}", $"pull request {repository}#{number}", client => client.PullRequest.Get(repository.Owner, repository.Name, number), cancellationToken);

    public async Task<PullRequest> CreateAsync(HostRepositoryName repository, PullRequestDefinition definition, CancellationToken cancellationToken)
    {
        var action = $"open a pull request from '{definition.Head}' into '{definition.Base}' of {repository}";
        var source = definition.HeadRepository ?? repository;
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["title"] = definition.Title, ["head"] = $"{source.Owner}:{definition.Head}", ["base"] = definition.Base, ["body"] = definition.Body,
        };
        // Two repositories of one network and owner are told apart by this; Octokit's own model has no place for it.
        if (IsSame(source.Owner, repository.Owner) && !IsSame(source.Name, repository.Name))
            body["head_repo"] = source.Name;
        var made = await FindOpenAsync(repository, source, definition, cancellationToken).ConfigureAwait(false);
        try
        {
            made ??= await HostChange.MakeAsync(
                calls.Time,
                () => calls.SendAsync(
                    action,
                    $"repository {repository}",
                    client => GitHubCalls.PostAsync<Octokit.PullRequest>(client, $"repos/{repository.Owner}/{repository.Name}/pulls", body),
                    cancellationToken),
                () => FindOpenAsync(repository, source, definition, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostInvalidRequestException e)
        {
            made = GitHubErrors.Says(e.Failure, "already exists") ? await FindOpenAsync(repository, source, definition, cancellationToken).ConfigureAwait(false) : null;
            if (made is null)
                throw Explain(e, repository, source, definition);
        }

        await AskAsync(repository, made, definition.Reviewers, cancellationToken).ConfigureAwait(false);
        return await GetAsync(repository, made.Number, cancellationToken).ConfigureAwait(false);
    }

    public async Task<PullRequest> CloseAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken)
    {
        var action = $"close pull request {repository}#{number}";
        var pull = await RawAsync(repository, number, cancellationToken).ConfigureAwait(false);
        if (GitHubMap.StateOf(pull) == PullRequestState.Merged)
            throw new GitHostRefusedException(calls.Failure(action) with { HostText = "It is merged already." });
        if (GitHubMap.StateOf(pull) == PullRequestState.Open)
        {
            await calls.SendAsync(
                action,
                $"pull request {repository}#{number}",
                client => client.PullRequest.Update(repository.Owner, repository.Name, number, new Octokit.PullRequestUpdate { State = Octokit.ItemState.Closed }),
                cancellationToken,
                RetrySafety.Safe).ConfigureAwait(false);
        }

        return await GetAsync(repository, number, cancellationToken).ConfigureAwait(false);
    }

    public async Task<PullRequestComment> CommentAsync(HostRepositoryName repository, int number, string key, string markdown, CancellationToken cancellationToken)
    {
        var (action, what) = ($"comment on pull request {repository}#{number}", $"pull request {repository}#{number}");
        var text = HiddenKey.Put(key, markdown);
        var me = await calls.FindMeAsync(cancellationToken).ConfigureAwait(false);
        var written = await FindAsync().ConfigureAwait(false);
        var change = written is null ? CommentChange.Added : written.Body == text ? CommentChange.Unchanged : CommentChange.Updated;
        if (written is null)
        {
            written = await HostChange.MakeAsync(
                calls.Time,
                () => calls.SendAsync(action, what, client => client.Issue.Comment.Create(repository.Owner, repository.Name, number, text), cancellationToken),
                FindAsync,
                cancellationToken).ConfigureAwait(false);
        }
        else if (change == CommentChange.Updated)
        {
            written = await calls.SendAsync(
                action, what, client => client.Issue.Comment.Update(repository.Owner, repository.Name, written.Id, text), cancellationToken, RetrySafety.Safe).ConfigureAwait(false);
        }

        return new PullRequestComment(repository, number, key, change, written.Id, Uri.TryCreate(written.HtmlUrl, UriKind.Absolute, out var url) ? url : null);

        async Task<Octokit.IssueComment?> FindAsync() =>
            (await calls.SendAsync(action, what, client => client.Issue.Comment.GetAllForIssue(repository.Owner, repository.Name, number, GitHubCalls.AllPages), cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(comment => HiddenKey.Has(comment.Body, key) && IsMine(comment.User));

        // What a pipeline's token wrote is an app's.
        bool IsMine(Octokit.User? user) => user is not null && (me is null ? user.Type == Octokit.AccountType.Bot : IsSame(user.Login, me.Login));
    }

    private async Task<Octokit.PullRequest?> FindOpenAsync(HostRepositoryName repository, HostRepositoryName source, PullRequestDefinition definition, CancellationToken cancellationToken)
    {
        var request = new Octokit.PullRequestRequest { State = Octokit.ItemStateFilter.Open, Base = definition.Base, Head = $"{source.Owner}:{definition.Head}" };
        var found = await calls.SendAsync(
            $"list the pull requests of {repository}",
            $"repository {repository}",
            client => client.PullRequest.GetAllForRepository(repository.Owner, repository.Name, request, GitHubCalls.AllPages),
            cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault(pull => pull.Head.Ref == definition.Head && pull.Base.Ref == definition.Base && pull.Head.Repository is { } head && IsSame(head.FullName, source.ToString()));
    }

    /// <summary>Asks those who were not asked yet. A team is written <c>team:name</c>.</summary>
    private async Task AskAsync(HostRepositoryName repository, Octokit.PullRequest pull, IReadOnlyList<string> reviewers, CancellationToken cancellationToken)
    {
        var asked = GitHubMap.PullRequest(repository, pull).RequestedReviewers;
        var (users, teams) = GitHubProtection.Split(reviewers.Where(reviewer => !asked.Any(one => IsSame(one.Login, reviewer))));
        if (users.Count + teams.Count == 0)
            return;
        await calls.SendAsync(
            $"ask for reviews of {repository}#{pull.Number}, which is open now",
            $"pull request {repository}#{pull.Number}, or you may not ask",
            client => client.PullRequest.ReviewRequest.Create(repository.Owner, repository.Name, pull.Number, new Octokit.PullRequestReviewRequest(users, teams)),
            cancellationToken,
            RetrySafety.Safe).ConfigureAwait(false);
    }

    private static GitHostException Explain(GitHostInvalidRequestException e, HostRepositoryName repository, HostRepositoryName source, PullRequestDefinition definition) =>
        GitHubErrors.Says(e.Failure, "No commits between") ? new NothingToMergeException(e.Failure, definition.Head, definition.Base, e)
        : GitHubErrors.Says(e.Failure, "head invalid") ? new GitHostNotFoundException(e.Failure, $"branch '{definition.Head}' in {source}", e)
        : GitHubErrors.Says(e.Failure, "base invalid") ? new GitHostNotFoundException(e.Failure, $"branch '{definition.Base}' in {repository}", e)
        : e;

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
