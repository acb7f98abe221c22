using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories.Engines.LibGit2;

/// <summary>Who commits: the environment before the configuration, as with the git program.</summary>
internal static class Identity
{
    private static readonly char[] AtEnds = [.. Enumerable.Range(0, ' ' + 1).Select(c => (char)c), '.', ',', ':', ';', '<', '>', '"', '\\', '\''];

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
        Clean(Environment.GetEnvironmentVariable(variable)) is { Length: > 0 } given ? given
        : Clean(RepositoryConfiguration.Get<string>(repository, setting)) is { Length: > 0 } configured ? configured
        : null;

    /// <summary>As the git program cleans it: what delimits names and addresses in a commit, and what would stand at their ends by mistake, is left out.</summary>
    private static string? Clean(string? text) => text is null ? null : new string([.. text.Trim(AtEnds).Where(c => c is not ('<' or '>' or '\n'))]);
}
