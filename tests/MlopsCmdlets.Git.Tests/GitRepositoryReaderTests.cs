using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Tests;

public sealed class GitRepositoryReaderTests : IDisposable
{
    private static readonly Signature Author = new("Data Scientist", "ds@example.com", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("git tests ü ").FullName;

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_repository_without_commits_has_none()
    {
        Repository.Init(_folder);

        GitRepository read = GitRepositoryReader.Read(_folder);

        Assert.Null(read.Commit);
        Assert.False(read.IsDirty);
    }

    [Fact]
    public void Branch_commit_and_changes_are_read_from_any_folder_inside()
    {
        string commit = Commit();
        string inner = Directory.CreateDirectory(Path.Combine(_folder, "assets", "notebooks")).FullName;

        GitRepository clean = GitRepositoryReader.Read(inner);
        File.WriteAllText(Path.Combine(inner, "new.ipynb"), "{}");
        GitRepository dirty = GitRepositoryReader.Read(inner);

        Assert.Equal((commit, false, true), (clean.Commit, clean.IsDirty, dirty.IsDirty));
        Assert.Equal(Path.GetFileName(_folder), Path.GetFileName(clean.Root));
    }

    [Fact]
    public void A_detached_head_has_a_commit_and_no_branch()
    {
        string commit = Commit();
        using (var repository = new Repository(_folder))
            Commands.Checkout(repository, commit);

        GitRepository read = GitRepositoryReader.Read(_folder);

        Assert.Null(read.Branch);
        Assert.Equal(commit, read.Commit);
    }

    [Theory]
    [InlineData("https://token:x-oauth@github.example.com/o/r.git", "https://github.example.com/o/r.git")]
    [InlineData("git@github.example.com:o/r.git", "git@github.example.com:o/r.git")]
    public void Secrets_in_the_remote_address_are_left_out(string address, string shown)
    {
        Commit();
        using (var repository = new Repository(_folder))
            repository.Network.Remotes.Add("origin", address);

        Assert.Equal(shown, GitRepositoryReader.Read(_folder).RemoteUrl);
    }

    [Fact]
    public void A_folder_outside_of_a_repository_is_an_error_that_names_it() =>
        Assert.Contains(_folder, Assert.Throws<NotARepositoryException>(() => GitRepositoryReader.Read(_folder)).Message, StringComparison.Ordinal);

    private string Commit()
    {
        Repository.Init(_folder);
        File.WriteAllText(Path.Combine(_folder, "README.md"), "churn");
        using var repository = new Repository(_folder);
        Commands.Stage(repository, "*");
        return repository.Commit("first", Author, Author).Sha;
    }
}
