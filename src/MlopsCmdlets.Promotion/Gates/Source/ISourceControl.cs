namespace MlopsCmdlets.Promotion.Gates;

/// <summary>What gates ask of the place where a model's source is kept and reviewed. Reads only; calls are thread safe.</summary>
public interface ISourceControl
{
    /// <summary>For people, for example <c>churn-team/mlops-churn on github.com</c>.</summary>
    string Name { get; }

    /// <summary>The pull requests into a branch whose head or merge a commit is, newest first; those given up are left out.</summary>
    Task<IReadOnlyList<SourceReview>> FindReviewsAsync(string commit, string branch, CancellationToken cancellationToken);

    /// <summary>The checks of exactly this commit; required are those that the branch demands.</summary>
    Task<IReadOnlyList<SourceCheck>> GetChecksAsync(string commit, string branch, CancellationToken cancellationToken);

    /// <summary>How a commit came into a branch, for example <c>it is the tip of 'uat'</c>; null when it is not in it.</summary>
    Task<string?> FindInBranchAsync(string commit, string branch, CancellationToken cancellationToken);
}
