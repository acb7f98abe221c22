using LibGit2Sharp;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>
/// The configuration of a repository. Not by <see cref="Repository.Config"/>, which looks for it in the folder of a worktree, where it is not, and makes libgit2
/// look there, too.
/// </summary>
internal static class RepositoryConfiguration
{
    public static T? Get<T>(Repository repository, string key)
    {
        using Configuration configuration = Open(repository);
        return configuration.Get<T>(key) is { } entry ? entry.Value : default;
    }

    /// <summary>Whether the disk takes names that differ in case for one file.</summary>
    public static bool IgnoresCase(Repository repository) => Get<bool>(repository, "core.ignoreCase");

    /// <summary>The remote that a branch follows: a name, <c>.</c> for a branch of the same repository, or an address; null for none.</summary>
    public static string? RemoteOf(Repository repository, string branch) => Get<string>(repository, $"branch.{branch}.remote");

    /// <summary>The full name of the branch there that a branch follows; null for none.</summary>
    public static string? FollowedBy(Repository repository, string branch) => Get<string>(repository, $"branch.{branch}.merge");

    /// <summary>Lets a branch follow one of a remote, which need not be there yet.</summary>
    public static void Follow(Repository repository, string branch, string remote, string followed)
    {
        using Configuration configuration = Open(repository);
        configuration.Set($"branch.{branch}.remote", remote);
        configuration.Set($"branch.{branch}.merge", followed);
    }

    /// <summary>Where the configuration and the hooks are, which all worktrees of a repository share.</summary>
    public static string CommonFolder(Repository repository)
    {
        string git = repository.Info.Path, common = Path.Combine(git, "commondir");
        return File.Exists(common) ? Path.GetFullPath(Path.Combine(git, File.ReadAllText(common).Trim())) : git;
    }

    /// <summary>A path as configurations give it, where <c>~/</c> is the user's folder.</summary>
    public static string ExpandHome(string path) =>
        path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path.Substring(2)) : path;

    private static Configuration Open(Repository repository) => Configuration.BuildFrom(Path.Combine(CommonFolder(repository), "config"));
}
