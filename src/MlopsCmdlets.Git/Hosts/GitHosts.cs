namespace MlopsCmdlets.Git.Hosts;

/// <summary>Makes the client of a Git host.</summary>
public static class GitHosts
{
    /// <summary>A client; nothing is sent yet.</summary>
    /// <exception cref="ArgumentException">The address is none of this kind of host.</exception>
    /// <exception cref="NotSupportedException">There is no client for this kind.</exception>
    public static IGitHost Create(GitHostKind kind, GitHostOptions options) => kind switch
    {
        GitHostKind.GitHub => new GitHub.GitHubHost(options),
        GitHostKind.AzureRepos => new AzureRepos.AzureReposHost(options),
        _ => throw new NotSupportedException($"There is no client for {kind} at {options.Url.Authority} yet."),
    };
}
