using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories.Engines.LibGit2;

/// <summary>Who commits: the environment before the configuration, as with the git program.</summary>
internal static class Identity
{
    /// <exception cref="NoIdentityException">Nobody is configured.</exception>
    public static (Signature Author, Signature Committer) Of(Repository repository, TimeProvider time)
    {
        DateTimeOffset now = time.GetLocalNow();
        return (Of(repository, "AUTHOR", now), Of(repository, "COMMITTER", now));
    }

    private static Signature Of(Repository repository, string role, DateTimeOffset now)
    {
        string? name = Value(repository, $"GIT_{role}_NAME", "user.name"), email = Value(repository, $"GIT_{role}_EMAIL", "user.email");
        return name is null || email is null ? throw new NoIdentityException(LocalRepository.RootOf(repository)) : new Signature(name, email, now);
    }

    private static string? Value(Repository repository, string variable, string setting) =>
        Environment.GetEnvironmentVariable(variable) is { } given && given.Trim().Length > 0 ? given.Trim()
        : RepositoryConfiguration.Get<string>(repository, setting)?.Trim() is { Length: > 0 } configured ? configured
        : null;
}
