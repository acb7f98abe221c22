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
                [.. request.Reviews.Where(review => !review.IsStale && review.Verdict == ReviewVerdict.Reject).Select(review => review.Reviewer.Login)]));
        }

        return reviews;
    }

    public async Task<IReadOnlyList<SourceCheck>> GetChecksAsync(string commit, string branch, CancellationToken cancellationToken)
    {
        // Only a pull request knows what its base demands, and on Azure Repos it has statuses of its own.
        var checks = new List<CheckState>();
        foreach (PullRequest request in await RequestsAsync(commit, branch, cancellationToken).ConfigureAwait(false))
        {
            if (Same(request.HeadCommit, commit))
                checks.AddRange(request.Checks);
        }

        string[] required = [.. checks.Where(check => check.IsRequired).Select(check => check.Name)];
        checks.AddRange(await repository.Host.GetChecksAsync(repository.Name, commit, cancellationToken).ConfigureAwait(false));
        return [.. checks.Select(check => new SourceCheck(
            check.Name, check.Outcome switch { CheckOutcome.Succeeded => true, CheckOutcome.Failed => false, _ => null },
            check.IsRequired || required.Contains(check.Name, StringComparer.OrdinalIgnoreCase)))];
    }

    public async Task<string?> FindInBranchAsync(string commit, string branch, CancellationToken cancellationToken)
    {
        HostBranch tip = await repository.Host.FindBranchAsync(repository.Name, branch, cancellationToken).ConfigureAwait(false)
            ?? throw new BranchNotOnHostException(branch, repository.ToString());
        if (Same(tip.Commit, commit))
            return "it is its tip";
        if (clone is not null && await Task.Run(() => IsAncestor(commit, tip.Commit), cancellationToken).ConfigureAwait(false) is { } known)
            return known ? "it is in its history" : null;
        IReadOnlyList<PullRequest> requests = await RequestsAsync(commit, branch, cancellationToken).ConfigureAwait(false);
        return requests.FirstOrDefault(request => request.State == PullRequestState.Merged) is { } merged ? $"{merged} merged it" : null;
    }

    /// <summary>From the clone, which is as good as the host: commits are named by their content. Null where the clone lacks one of them.</summary>
    private bool? IsAncestor(string commit, string tip)
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
