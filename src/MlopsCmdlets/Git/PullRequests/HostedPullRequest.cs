using System.Globalization;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>A pull request, and the connected host that has it.</summary>
/// <param name="Repository">Where it is.</param>
/// <param name="Number">Its number.</param>
/// <param name="Known">As it was given; null where only the number is known.</param>
internal sealed record HostedPullRequest(HostedRepository Repository, int Number, PullRequest? Known)
{
    /// <summary>Longest tail of a pull request's page behind the address of its repository: <c>/pull/7</c>, <c>/pullrequest/7</c>.</summary>
    private const int MostTail = 3;

    public IGitHost Host => Repository.Host;

    public HostRepositoryName Name => Repository.Name;

    /// <summary>The host of a pull request that was given as an object: the one it came from, or whose page it has.</summary>
    public static HostedPullRequest Of(GitHostList hosts, MlopsGitHost? given, PullRequest request)
    {
        if (given is null && hosts.Current is null)
            throw new NoGitHostException();
        MlopsGitHost host = given ?? hosts.OriginOf(request) ?? ByPage(hosts, request.WebUrl)
            ?? throw new RepositoryNotRecognizedException($"The pull request {request} is of no connected host: {string.Join(", ", hosts.All)}.");
        return new HostedPullRequest(new HostedRepository(host, request.Repository), request.Number, request);
    }

    /// <summary>For messages: <c>churn-team/mlops-churn#7 on github.com</c>.</summary>
    public override string ToString() => $"{Name}#{Number.ToString(CultureInfo.InvariantCulture)} on {Repository.Connection.Name}";

    private static MlopsGitHost? ByPage(GitHostList hosts, Uri? page)
    {
        string address = page?.GetLeftPart(UriPartial.Path).TrimEnd('/') ?? "";
        for (int i = 0; i < MostTail && address.LastIndexOf('/') is > 8 and var slash; i++)
        {
            address = address.Substring(0, slash);
            if (Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && hosts.Recognize(url) is { } found)
                return found.Host;
        }

        return null;
    }
}
