namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>How far back pull requests are looked through for one that has a certain commit.</summary>
/// <param name="PageSize">Pull requests of one call.</param>
/// <param name="Least">So many are looked through in any case: a commit may be the head of several.</param>
/// <param name="Most">So many while none with a status is found.</param>
internal sealed record PullRequestReach(int PageSize, int Least, int Most)
{
    public static PullRequestReach Usual { get; } = new(PageSize: 100, Least: 200, Most: 2000);
}
