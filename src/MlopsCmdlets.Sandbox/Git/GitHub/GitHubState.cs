using System.Collections.Immutable;
using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>All repositories of the GitHub side, and how much of its hourly quota each user has left.</summary>
internal sealed class GitHubState(GitHost host)
{
    private ImmutableArray<GitHubRepository> _repositories = [];

    public IReadOnlyList<GitHubRepository> Repositories => _repositories;

    public RateLimits Rates { get; } = new(host.World.Options.Time);

    public GitHubRepository? Find(string owner, string name) =>
        _repositories.FirstOrDefault(r => r.Owner.Login.Equals(owner, StringComparison.OrdinalIgnoreCase) && r.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The owner's repository among a repository, its forks and what it is a fork of.</summary>
    public GitHubRepository? InNetwork(GitHubRepository repository, string owner) =>
        _repositories.FirstOrDefault(r => r.Owner.Login.Equals(owner, StringComparison.OrdinalIgnoreCase) && Root(r) == Root(repository));

    public GitHubRepository Add(GitOwner owner, string name, GitHubRepository? parent = null, string objectFormat = "sha1")
    {
        var repository = new GitHubRepository(host, host.Accounts.NextId(), owner, name) { Parent = parent, ObjectFormat = objectFormat };
        ImmutableInterlocked.Update(ref _repositories, (list, item) => list.Add(item), repository);
        return repository;
    }

    public void Remove(GitHubRepository repository) => ImmutableInterlocked.Update(ref _repositories, (list, item) => list.Remove(item), repository);

    private static GitRepository Root(GitRepository repository)
    {
        while (repository.Parent is { } parent) repository = parent;
        return repository;
    }
}
