using System.Runtime.CompilerServices;
using LibGit2Sharp;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>A configuration of the tests' own, for libgit2 and the git program alike: nobody's settings change what they see.</summary>
internal static class GitConfiguration
{
    private const string Settings = """
        [user]
            name = Data Scientist
            email = ds@example.com
        [init]
            defaultBranch = main
        [protocol "file"]
            allow = always
        # Newer versions of git tidy up in the background, with a lock.
        [maintenance]
            auto = false
        [gc]
            auto = 0
        """;

    [ModuleInitializer]
    internal static void Isolate()
    {
        string home = Directory.CreateTempSubdirectory("git-home-").FullName;
        File.WriteAllText(Path.Combine(home, ".gitconfig"), Settings);
        // As in a hook of git, or on a build agent with settings of its own.
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
            Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("HOME", home);
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", home);
        Environment.SetEnvironmentVariable("GIT_CONFIG_NOSYSTEM", "1");
        foreach (ConfigurationLevel level in new[] { ConfigurationLevel.System, ConfigurationLevel.Xdg, ConfigurationLevel.ProgramData })
            GlobalSettings.SetConfigSearchPaths(level, Path.Combine(home, "none"));
        GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.Global, home);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(home, recursive: true);
    }
}
