using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Attributes;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>What libgit2 does not do in a repository, and a user of it should know.</summary>
internal static class RepositoryRemarks
{
    // Those that the module's own steps would set off.
    private static readonly string[] Hooks = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-push", "post-checkout"];

    public static IReadOnlyList<string> Of(Repository repository)
    {
        if (repository.Info.IsBare)
            return [];
        var remarks = new List<string>();
        string[] hooks = [.. HooksOf(repository)];
        if (hooks.Length > 0)
            remarks.Add($"Hooks are not run without -UseGit: {string.Join(", ", hooks)}.");
        if (GitAttributes.Of(repository).Filters().Contains("lfs", StringComparer.Ordinal))
            remarks.Add("Files kept in Git LFS are only pointers here until 'git lfs pull' gets them; -UseGit does both.");
        if (repository.Index[".gitmodules"] is not null)
            remarks.Add("Submodules are not cloned or updated: run 'git submodule update --init'.");
        return remarks;
    }

    /// <summary>The hooks that are there; on Unix only those that can be run.</summary>
    public static IEnumerable<string> HooksOf(Repository repository)
    {
        string folder = FolderOf(repository);
        return Hooks.Where(hook => IsRunnable(Path.Combine(folder, hook)));
    }

    private static string FolderOf(Repository repository)
    {
        string? configured = RepositoryConfiguration.Get<string>(repository, "core.hooksPath");
        return string.IsNullOrEmpty(configured)
            ? Path.Combine(RepositoryConfiguration.CommonFolder(repository), "hooks")
            : Path.Combine(LocalRepository.RootOf(repository), RepositoryConfiguration.ExpandHome(configured!));
    }

    private static bool IsRunnable(string path)
    {
        if (!File.Exists(path))
            return false;
#if NET
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None;
#else
        return true;
#endif
    }
}
