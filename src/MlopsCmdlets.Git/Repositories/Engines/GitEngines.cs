using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Engines.Program;

namespace MlopsCmdlets.Git.Repositories.Engines;

/// <summary>The two ways to work.</summary>
internal static class GitEngines
{
    public static IGitEngine Of(bool useGit) => useGit ? new GitProgramEngine() : new LibGit2Engine(TimeProvider.System);
}
