using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Git;

/// <summary>The sandbox as a Git host: one set of users and tokens, repositories on disk, and two hosts that show them, each in its own way.</summary>
internal sealed class GitHost : IDisposable
{
    public GitHost(World world)
    {
        World = world;
        Accounts = new GitAccounts(world.Options.UserName, world.Now);
        Store = new GitStore(world.Options.GitProgram, () => world.Contents.NewFolder("git"));
        GitHub = new GitHub.GitHubState(this);
        Azure = new Azure.AzureState(this);
    }

    public World World { get; }

    /// <summary>Scheme, host and port of the sandbox, once it listens.</summary>
    public string Origin { get; set; } = "https://127.0.0.1:8443";

    public GitAccounts Accounts { get; }

    public GitStore Store { get; }

    public GitHub.GitHubState GitHub { get; }

    public Azure.AzureState Azure { get; }

    /// <summary>Calls change one thing at a time: hosts promise no more, and it keeps every check and its change together.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    public void Dispose() => Gate.Dispose();
}
