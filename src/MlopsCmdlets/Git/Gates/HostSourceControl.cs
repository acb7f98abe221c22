using MlopsCmdlets.Errors;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Notebooks.Sources;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Git.Gates;

/// <summary>Answers the questions of gates over a Git host.</summary>
/// <param name="repository">The repository.</param>
/// <param name="clone">A folder in a clone, whose history can tell what no pull request does; null for none.</param>
internal sealed class HostSourceControl(HostedRepository repository, string? clone) : ISourceControl
{
    /// <summary>Pull requests that are looked through; older ones do not bring today's model.</summary>
    private const int MostRequests = 200;

    public string Name => repository.ToString();

    /// <summary>Finds repositories for gates.</summary>
    /// <param name="hosts">What is connected.</param>
    /// <param name="folder">The folder of mlops.json.</param>
    public static Func<string?, ISourceControl> In(GitHostList hosts, string folder) => name =>
    {
        try
        {
            return new HostSourceControl(HostedRepository.Find(hosts, null, name, folder), LocalClone.Find(folder)?.Root);
        }
        catch (Exception failure) when (failure is NoGitHostException or RepositoryNotRecognizedException)
        {
            throw new SourceNotReachableException(failure.Message.TrimEnd('.'));
        }
    };

    public async Task<IReadOnlyList<SourceReview>> FindReviewsAsync(string commit, string branch, CancellationToken cancellationToken)
    {
        var reviews = new List<SourceReview>();
        foreach (PullRequest request in await RequestsAsync(commit, branch, cancellationToken).ConfigureAwait(false))
        {
            // What was said about another head does not count, also where the host keeps it.
            Review[] valid = [.. request.Reviews.Where(review => !review.IsStale && (review.Commit is null || Same(review.Commit, request.HeadCommit)))];
            reviews.Add(new SourceReview(
                request.ToString(), request.Author.Login,
                [.. valid.Where(review => review.Verdict == ReviewVerdict.Approve).Select(review => review.Reviewer.Login)],
                [.. request.Reviews.Where(review => !review.IsStale && review.Verdict == ReviewVerdict.Reject).Select(review => review.Reviewer.Login)])
            {
                UndatedApprovers = [.. valid.Where(review => review.Verdict == ReviewVerdict.Approve && review.Commit is null).Select(review => review.Reviewer.Login)],
            });
        }

        return reviews;
    }

    public async Task<IReadOnlyList<SourceCheck>> GetChecksAsync(string commit, string branch, CancellationToken cancellationToken)
    {
        // Only a pull request knows what its base demands, also the one that the commit merged; its own checks are those of its head.
        var checks = new List<CheckState>();
        var required = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (PullRequest request in await RequestsAsync(commit, branch, cancellationToken).ConfigureAwait(false))
        {
            required.UnionWith(request.Checks.Where(check => check.IsRequired).Select(check => check.Name));
            if (Same(request.HeadCommit, commit))
                checks.AddRange(request.Checks);
        }

        checks.AddRange(await repository.Host.GetChecksAsync(repository.Name, commit, cancellationToken).ConfigureAwait(false));
        // What nobody has published yet is demanded all the same.
        checks.AddRange(required.Except(checks.Select(check => check.Name), StringComparer.OrdinalIgnoreCase).Select(name => new CheckState(name, CheckOutcome.Pending, IsRequired: true, "", null)).ToList());
        return [.. checks.Select(check => new SourceCheck(
            check.Name, check.Outcome switch { CheckOutcome.Succeeded => true, CheckOutcome.Failed => false, _ => null }, required.Contains(check.Name)))];
    }

    public async Task<string?> FindInBranchAsync(string commit, string branch, CancellationToken cancellationToken)
    {
        HostBranch tip = await repository.Host.FindBranchAsync(repository.Name, branch, cancellationToken).ConfigureAwait(false)
            ?? throw new BranchNotOnHostException(branch, repository.ToString());
        if (Same(tip.Commit, commit))
            return "it is its tip";
        if (await IsAncestorAsync(commit, tip.Commit, cancellationToken).ConfigureAwait(false) == true)
            return "it is in its history";
        // Squashed or rebased, its changes are there under another name, if the branch was not put back since.
        foreach (PullRequest request in await RequestsAsync(commit, branch, cancellationToken).ConfigureAwait(false))
        {
            if (request.State == PullRequestState.Merged
                && (request.MergeCommit is not { } made || await IsAncestorAsync(made, tip.Commit, cancellationToken).ConfigureAwait(false) != false))
            {
                return $"{request} merged it";
            }
        }

        return null;
    }

    /// <summary>From the host, else from the clone, which is as good: commits are named by their content. Null where both lack one of them.</summary>
    private async Task<bool?> IsAncestorAsync(string commit, string tip, CancellationToken cancellationToken) =>
        await repository.Host.IsAncestorAsync(repository.Name, commit, tip, cancellationToken).ConfigureAwait(false)
        ?? (clone is null ? null : await Task.Run(() => IsAncestorInClone(commit, tip), cancellationToken).ConfigureAwait(false));

    private bool? IsAncestorInClone(string commit, string tip)
    {
        try
        {
            return RevisionNotebooks.IsAncestor(clone!, commit, tip);
        }
        catch (GitException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<PullRequest>> RequestsAsync(string commit, string branch, CancellationToken cancellationToken)
    {
        var query = new PullRequestQuery { Base = branch, Limit = MostRequests };
        var found = new List<PullRequest>();
        foreach (PullRequest request in await repository.Host.ListPullRequestsAsync(repository.Name, query, cancellationToken).ConfigureAwait(false))
        {
            if (request.State != PullRequestState.Closed && (Same(request.HeadCommit, commit) || Same(request.MergeCommit, commit)))
                found.Add(await repository.Host.GetPullRequestAsync(repository.Name, request.Number, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
