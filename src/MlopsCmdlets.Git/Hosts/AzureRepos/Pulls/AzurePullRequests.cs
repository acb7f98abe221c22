using System.Globalization;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Refs;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>Pull requests: list, read, open, close.</summary>
internal sealed class AzurePullRequests(
    AzureConnection connection, AzureRepositories repositories, AzureBranches branches, AzureIdentities identities, AzureStatuses statuses, AzureComments comments, PullRequestReach reach)
{
    // Azure Repos refuses longer ones.
    private const int LongestDescription = 4000;
    private const string CutRemark = "\n\n(Cut here: Azure Repos keeps 4,000 characters.)";

    public static string PathOf(HostRepositoryName name, int number) => PathOf(name) + "/" + number.ToString(CultureInfo.InvariantCulture);

    public static string Short(HostRepositoryName name, int number) => FormattableString.Invariant($"{name}#{number}");

    /// <summary>For messages about what is missing.</summary>
    public static string What(HostRepositoryName name, int number) => "pull request " + Short(name, number);

    public async Task<IReadOnlyList<PullRequest>> ListAsync(HostRepositoryName name, PullRequestQuery query, CancellationToken cancellationToken)
    {
        var documents = await ListDocumentsAsync(name, query, "list the pull requests of " + name, cancellationToken).ConfigureAwait(false);
        return documents.Select(d => PullRequestModel.Brief(d, name, connection.Address.PullRequestUrl(name, d.PullRequestId))).ToList();
    }

    public async Task<PullRequest> GetAsync(HostRepositoryName name, int number, CancellationToken cancellationToken)
    {
        var action = "read pull request " + Short(name, number);
        var facts = await FactsAsync(name, number, action, cancellationToken).ConfigureAwait(false);
        var voters = (facts.Document.Reviewers ?? []).Where(r => r.Id is not null && r.Vote is not (null or 0)).ToList();
        var (threads, iterations) = voters.Count == 0 ? ([], [])
            : (await comments.ListAsync(name, number, action, cancellationToken).ConfigureAwait(false), await statuses.IterationsAsync(name, number, action, cancellationToken).ConfigureAwait(false));
        var webUrl = connection.Address.PullRequestUrl(name, facts.Document.PullRequestId);
        return PullRequestModel.Full(facts, name, webUrl, id => voters.Find(r => r.Id == id) is { } voter ? VoteHeads.Of(voter, threads, iterations) : null);
    }

    public Task<AzurePullRequest> DocumentAsync(HostRepositoryName name, int number, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Get(PathOf(name, number), action) with { What = What(name, number) };
        return connection.SendAsync(call, AzureJson.Default.AzurePullRequest, cancellationToken);
    }

    /// <summary>The pull request, and how its policies and statuses stand.</summary>
    public async Task<PullRequestFacts> FactsAsync(HostRepositoryName name, int number, string action, CancellationToken cancellationToken)
    {
        var document = await DocumentAsync(name, number, action, cancellationToken).ConfigureAwait(false);
        var judgements = EvaluationsAsync(name, document, action, cancellationToken);
        var own = statuses.OfPullRequestAsync(name, number, action, cancellationToken);
        var commits = document.Head.Length == 0 ? Task.FromResult<IReadOnlyList<AzureStatus>>([]) : statuses.OfCommitAsync(name, document.Head, action, cancellationToken);
        await Task.WhenAll(judgements, own, commits).ConfigureAwait(false);
        return new(document, await judgements.ConfigureAwait(false), await own.ConfigureAwait(false), await commits.ConfigureAwait(false));
    }

    /// <summary>
    /// The statuses of a commit, and of the pull requests whose head it is or whose merge, if the base had nothing new: then the files are those of the head. The
    /// host has no question for them, so pull requests are looked through, the newest first.
    /// </summary>
    public async Task<IReadOnlyList<CheckState>> ChecksOfAsync(HostRepositoryName name, string commit, CancellationToken cancellationToken)
    {
        var action = $"read the statuses of commit {commit} in {name}";
        var found = (await statuses.OfCommitAsync(name, commit, action, cancellationToken).ConfigureAwait(false)).ToList();
        var (seen, isOfAny, hasAny) = (new HashSet<int>(), false, false);
        for (var skip = 0; !hasAny || skip < reach.Least; skip += reach.PageSize)
        {
            if (skip >= reach.Most)
            {
                return isOfAny || found.Count > 0 ? Checks() : throw new GitHostNotSupportedException(
                    connection.Failure(action), $"it has none itself, none of the newest {reach.Most} pull requests has it, and older ones are not looked through. Publish the status at the commit: Set-MlopsStatus -Commit.");
            }

            var page = await PageAsync(ListCall(name, new PullRequestQuery(), action), skip, reach.PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var document in page.Where(d => (d.IsActive || d.IsCompleted) && seen.Add(d.PullRequestId)))
            {
                if (!await SpeaksOfAsync(name, document, commit, cancellationToken).ConfigureAwait(false))
                    continue;
                var own = await statuses.OfPullRequestAsync(name, document.PullRequestId, action, cancellationToken).ConfigureAwait(false);
                // One that says nothing does not end the search: an older one may have been judged.
                (isOfAny, hasAny) = (true, hasAny || own.Count > 0);
                found.AddRange(own);
            }

            if (page.Count < reach.PageSize)
                break;
        }

        return Checks();

        IReadOnlyList<CheckState> Checks() => found.Select(s => PullRequestModel.Check(s, isRequired: false)).ToList();
    }

    public async Task<PullRequest> CreateAsync(HostRepositoryName name, PullRequestDefinition definition, CancellationToken cancellationToken)
    {
        var action = $"open a pull request from '{definition.Head}' into '{definition.Base}' of {name}";
        var from = definition.HeadRepository is { } other && !IsSame(other, name) ? other : null;
        if (await FindAsync().ConfigureAwait(false) is { } present)
            await AskAsync(present).ConfigureAwait(false);
        else
            present = await MakeAsync().ConfigureAwait(false);
        return await GetAsync(name, present.PullRequestId, cancellationToken).ConfigureAwait(false);

        async Task<AzurePullRequest?> FindAsync()
        {
            var query = new PullRequestQuery { State = PullRequestState.Open, Head = definition.Head, Base = definition.Base };
            var open = await ListDocumentsAsync(name, query, action, cancellationToken).ConfigureAwait(false);
            return open.FirstOrDefault(d => d.ForkSource?.Repository is { } fork ? from is not null && IsSame(fork.ToName(), from) : from is null);
        }

        // Adds those who are not asked yet; a vote that somebody gave stays.
        async Task AskAsync(AzurePullRequest document)
        {
            foreach (var reviewer in await ReviewersAsync(name, definition, action, cancellationToken).ConfigureAwait(false))
            {
                if (document.Reviewers?.Any(r => string.Equals(r.Id, reviewer.Id, StringComparison.OrdinalIgnoreCase)) != true)
                    await VoteAsync(name, document.PullRequestId, reviewer.Id, vote: 0, action, cancellationToken).ConfigureAwait(false);
            }
        }

        async Task<AzurePullRequest> MakeAsync()
        {
            await CheckBranchesAsync(name, from, definition, action, cancellationToken).ConfigureAwait(false);
            var document = new AzureNewPullRequest
            {
                Title = definition.Title,
                Description = Fitting(definition.Body),
                SourceRefName = AzureBranches.Long(definition.Head),
                TargetRefName = AzureBranches.Long(definition.Base),
                ForkSource = from is null ? null : new(AzureBranches.Long(definition.Head), new AzureId((await repositories.GetAsync(from, action, cancellationToken).ConfigureAwait(false)).Id)),
                Reviewers = await ReviewersAsync(name, definition, action, cancellationToken).ConfigureAwait(false),
            };
            var call = (AzureCall.Post(PathOf(name), action) with { What = "repository " + name }).Json(document, AzureJson.Default.AzureNewPullRequest);
            return await connection.ChangeAsync(
                async () =>
                {
                    try
                    {
                        return await connection.SendAsync(call, AzureJson.Default.AzurePullRequest, cancellationToken).ConfigureAwait(false);
                    }
                    catch (GitHostAlreadyExistsException) when (!cancellationToken.IsCancellationRequested)
                    {
                        // Somebody was quicker.
                        return await FindAsync().ConfigureAwait(false) ?? throw new GitHostAlreadyExistsException(connection.Failure(action), "such a pull request");
                    }
                },
                FindAsync,
                cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<PullRequest> CloseAsync(HostRepositoryName name, int number, CancellationToken cancellationToken)
    {
        var action = "close pull request " + Short(name, number);
        var document = await DocumentAsync(name, number, action, cancellationToken).ConfigureAwait(false);
        if (document.IsActive)
        {
            try
            {
                await connection.ChangeAsync(
                    () => ChangeAsync(name, number, new AzurePullRequestChange("abandoned"), action, cancellationToken),
                    async () => await DocumentAsync(name, number, action, cancellationToken).ConfigureAwait(false) is { IsActive: false } closed ? closed : null,
                    cancellationToken).ConfigureAwait(false);
            }
            catch (GitHostException e) when (e.IsKind("NotEditable"))
            {
                document = await DocumentAsync(name, number, action, cancellationToken).ConfigureAwait(false);
            }
        }

        return document.IsCompleted
            ? throw new PullRequestNotMergeableException(connection.Failure(action), "it is merged already and cannot be closed.")
            : await GetAsync(name, number, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A change of its state.</summary>
    public Task<AzurePullRequest> ChangeAsync(HostRepositoryName name, int number, AzurePullRequestChange change, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Patch(PathOf(name, number), action) with { What = What(name, number) };
        return connection.SendAsync(call.Json(change, AzureJson.Default.AzurePullRequestChange), AzureJson.Default.AzurePullRequest, cancellationToken);
    }

    /// <summary>Sets one's own vote, or asks somebody for one with a vote of 0.</summary>
    public async Task VoteAsync(HostRepositoryName name, int number, string reviewer, int vote, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Put(PathOf(name, number) + "/reviewers" + AzureCall.Under(reviewer), action) with { What = What(name, number), Retry = RetrySafety.Never };
        await connection.ChangeAsync(
            () => connection.SendAsync(call.Json(new AzureVote(vote), AzureJson.Default.AzureVote), AzureJson.Default.AzureIdentityRef, cancellationToken),
            async () => (await DocumentAsync(name, number, action, cancellationToken).ConfigureAwait(false)).Reviewers?.FirstOrDefault(r =>
                string.Equals(r.Id, reviewer, StringComparison.OrdinalIgnoreCase) && (r.Vote ?? 0) == vote),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the statuses of a pull request are about a commit.</summary>
    private async Task<bool> SpeaksOfAsync(HostRepositoryName name, AzurePullRequest document, string commit, CancellationToken cancellationToken)
    {
        if (Is(document.LastMergeSourceCommit))
            return true;
        return document.IsCompleted && Is(document.LastMergeCommit) && document.LastMergeTargetCommit is { } before
            && await branches.IsAncestorAsync(name, before.CommitId, document.Head, cancellationToken).ConfigureAwait(false) == true;

        bool Is(AzureCommitRef? one) => string.Equals(one?.CommitId, commit, StringComparison.OrdinalIgnoreCase);
    }

    private static string PathOf(HostRepositoryName name) => AzureRepositories.PathOf(name) + "/pullrequests";

    private static bool IsSame(HostRepositoryName one, HostRepositoryName other) =>
        string.Equals(one.Owner, other.Owner, StringComparison.OrdinalIgnoreCase) && string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

    private async Task<IReadOnlyList<AzurePullRequest>> ListDocumentsAsync(HostRepositoryName name, PullRequestQuery query, string action, CancellationToken cancellationToken)
    {
        var call = ListCall(name, query, action);
        List<AzurePullRequest> all = [];
        while (all.Count < query.Limit)
        {
            var size = Math.Min(reach.PageSize, query.Limit - all.Count);
            var found = await PageAsync(call, all.Count, size, cancellationToken).ConfigureAwait(false);
            all.AddRange(found);
            if (found.Count < size)
                break;
        }

        return all.OrderByDescending(d => d.PullRequestId).ToList();
    }

    private static AzureCall ListCall(HostRepositoryName name, PullRequestQuery query, string action)
    {
        var state = query.State switch { PullRequestState.Open => "active", PullRequestState.Merged => "completed", PullRequestState.Closed => "abandoned", _ => "all" };
        return (AzureCall.Get(PathOf(name), action) with { What = "repository " + name })
            .With("searchCriteria.status", state)
            .With("searchCriteria.sourceRefName", query.Head is null ? null : AzureBranches.Long(query.Head))
            .With("searchCriteria.targetRefName", query.Base is null ? null : AzureBranches.Long(query.Base));
    }

    private async Task<IReadOnlyList<AzurePullRequest>> PageAsync(AzureCall list, int skip, int size, CancellationToken cancellationToken)
    {
        var page = list.With("$top", Text(size)).With("$skip", Text(skip));
        return (await connection.SendAsync(page, AzureJson.Default.AzureListAzurePullRequest, cancellationToken).ConfigureAwait(false)).Value;
    }

    private async Task<IReadOnlyList<AzureEvaluation>> EvaluationsAsync(HostRepositoryName name, AzurePullRequest document, string action, CancellationToken cancellationToken)
    {
        var project = document.Repository?.Project?.Id is { Length: > 0 } id ? id : (await repositories.GetAsync(name, action, cancellationToken).ConfigureAwait(false)).Project?.Id;
        var artifact = FormattableString.Invariant($"vstfs:///CodeReview/CodeReviewId/{project}/{document.PullRequestId}");
        var call = AzureCall.Get(AzureCall.Under(name.Owner) + "/_apis/policy/evaluations", action) with { Version = AzureCall.Preview, What = What(name, document.PullRequestId) };
        var all = await connection.ListAsync(call.With("artifactId", artifact), AzureJson.Default.AzureListAzureEvaluation, cancellationToken).ConfigureAwait(false);
        return all.Where(e => e.Configuration is { IsEnabled: true, IsDeleted: not true }).ToList();
    }

    /// <summary>Azure Repos opens pull requests that have nothing in them; other hosts do not.</summary>
    private async Task CheckBranchesAsync(HostRepositoryName name, HostRepositoryName? from, PullRequestDefinition definition, string action, CancellationToken cancellationToken)
    {
        var head = await branches.TipAsync(from ?? name, definition.Head, action, cancellationToken).ConfigureAwait(false)
            ?? throw new GitHostNotFoundException(connection.Failure(action), $"branch '{definition.Head}' in {from ?? name}");
        var into = await branches.TipAsync(name, definition.Base, action, cancellationToken).ConfigureAwait(false)
            ?? throw new GitHostNotFoundException(connection.Failure(action), $"branch '{definition.Base}' in {name}");
        // A commit that only the fork has cannot be asked about here, and is something to merge.
        if (head == into || await branches.DifferenceAsync(name, into, head, action, cancellationToken).ConfigureAwait(false) is { AheadCount: 0 })
            throw new NothingToMergeException(connection.Failure(action), definition.Head, definition.Base);
    }

    private async Task<IReadOnlyList<AzureId>> ReviewersAsync(HostRepositoryName name, PullRequestDefinition definition, string action, CancellationToken cancellationToken)
    {
        List<AzureId> ids = [];
        foreach (var reviewer in definition.Reviewers)
        {
            var identity = await identities.ResolveAsync(reviewer, name.Owner, action, cancellationToken).ConfigureAwait(false);
            if (await identities.IsMeAsync(identity.Id, cancellationToken).ConfigureAwait(false))
                throw new OwnPullRequestException(connection.Failure(action), identity.Account);
            if (!ids.Exists(i => i.Id == identity.Id))
                ids.Add(new AzureId(identity.Id));
        }

        return ids;
    }

    private static string Fitting(string text)
    {
        if (text.Length <= LongestDescription)
            return text;
        var cut = LongestDescription - CutRemark.Length;
        return text.Substring(0, char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut) + CutRemark;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
