using System.Diagnostics;
using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Git.Repositories.Errors;
using MlopsCmdlets.Tests.Shared;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>Repositories in which something is unusual or unfinished: work goes right there, or is refused with a reason, and nothing gets lost.</summary>
public sealed class RepositoryStateTests : IDisposable
{
    private readonly GitFolder _folder = new GitFolder().WithClone();
    private readonly GitWork _work;

    public RepositoryStateTests() => _work = new GitWork(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, "2")]
    [InlineData(true, "2")]
    [InlineData(false, "4")]
    public async Task What_a_sparse_checkout_leaves_out_is_not_removed(bool useGit, string indexVersion)
    {
        MakeWide();
        _folder.Git("clone", "update-index", "--index-version", indexVersion);
        _folder.Git("clone", "sparse-checkout", "set", "--no-sparse-index", "in");

        Assert.Empty(GitRepositoryReader.Read(_folder["clone"]).Changes);
        await _work.BranchAsync("narrow", useGit);
        Assert.False(Directory.Exists(_folder["clone/out"]));
        _folder.Write("clone/in/new.txt", "1");
        File.Delete(_folder["clone/in/a.txt"]);
        GitCommit commit = (await _work.SaveAsync(useGit))!;
        await _work.PushAsync(useGit);

        Assert.Equal(["in/a.txt", "in/new.txt"], commit.Changes.Select(c => c.Path));
        Assert.Equal("in/new.txt\nmodel.txt\nout/b.txt\nout/deep/c.txt", _folder.Git("upstream", "ls-tree", "-r", "--name-only", "narrow"));
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
        Assert.False(File.Exists(_folder["clone/out/b.txt"]));
        _folder.AssertSound("clone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_merge_of_what_a_sparse_checkout_leaves_out_keeps_it(bool useGit)
    {
        MakeWide();
        _folder.Git("clone", "checkout", "--quiet", "-b", "theirs");
        _folder.Commit("clone", "out/b.txt", "2");
        _folder.Commit("clone", "out/new.txt", "1");
        _folder.Git("clone", "checkout", "--quiet", "dev");
        _folder.Commit("clone", "in/a.txt", "2");
        _folder.Git("clone", "sparse-checkout", "set", "--no-sparse-index", "in");
        _folder.Git("clone", "merge", "--quiet", "--no-commit", "theirs");
        _folder.Write("clone/in/a.txt", "3");

        GitCommit commit = (await _work.SaveAsync(useGit))!;

        Assert.Equal([("in/a.txt", GitChangeKind.Modified), ("out/b.txt", GitChangeKind.Modified), ("out/new.txt", GitChangeKind.Added)], commit.Changes.Select(c => (c.Path, c.Kind)));
        Assert.Equal(("3", "2", "1"), (_folder.Git("clone", "show", "HEAD:in/a.txt"), _folder.Git("clone", "show", "HEAD:out/b.txt"), _folder.Git("clone", "show", "HEAD:out/new.txt")));
        Assert.Equal((2, ""), (commit.Parents.Count, _folder.Git("clone", "status", "--porcelain")));
        Assert.False(File.Exists(_folder["clone/out/b.txt"]));
    }

    [Fact]
    public async Task An_index_with_folders_in_it_is_refused_by_name()
    {
        MakeWide();
        _folder.Git("clone", "sparse-checkout", "set", "--sparse-index", "in");
        _folder.Write("clone/in/new.txt", "1");

        Assert.Contains("sparse index", (await Assert.ThrowsAsync<UnsupportedRepositoryException>(() => _work.SaveAsync())).Message, StringComparison.Ordinal);

        _folder.Git("clone", "sparse-checkout", "reapply", "--no-sparse-index");
        Assert.NotNull(await _work.SaveAsync());
        _folder.Git("clone", "update-index", "--split-index");
        _folder.Write("clone/in/new.txt", "2");
        Assert.Contains("split index", (await Assert.ThrowsAsync<UnsupportedRepositoryException>(() => _work.SaveAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_of_references_that_libgit2_does_not_know_is_refused_by_name()
    {
        _folder.Git("", "init", "--quiet", "reftable");
        _folder.Git("reftable", "config", "core.repositoryFormatVersion", "1");
        _folder.Write("reftable/.git/config", _folder.Read("reftable/.git/config") + "[extensions]\n\trefStorage = reftable\n");

        Assert.Contains("reftable", Assert.Throws<UnsupportedRepositoryException>(() => GitRepositoryReader.Read(_folder["reftable"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_of_picked_commits_is_not_cut_off_by_a_commit()
    {
        _folder.Git("clone", "checkout", "--quiet", "-b", "other");
        _folder.Commit("clone", "model.txt", "theirs");
        _folder.Commit("clone", "second.txt", "2");
        _folder.Git("clone", "checkout", "--quiet", "dev");
        _folder.Commit("clone", "model.txt", "mine");
        _folder.TryGit("clone", "cherry-pick", "other~1", "other");
        _folder.Write("clone/model.txt", "resolved");
        _folder.Git("clone", "add", "model.txt");

        Assert.Contains("cherry-pick", (await Assert.ThrowsAsync<RepositoryBusyException>(() => _work.SaveAsync())).Message, StringComparison.Ordinal);
        Assert.NotNull(await _work.SaveAsync(useGit: true));

        _folder.Git("clone", "-c", "core.editor=true", "cherry-pick", "--continue");
        Assert.Equal("2", _folder.Read("clone/second.txt"));
    }

    [Theory]
    [InlineData("bisect", "start")]
    [InlineData("am", "../patches")]
    public async Task What_else_was_begun_is_ended_by_whom_it_was_begun(string command, string argument)
    {
        _folder.Commit("clone", "a.txt", "1");
        _folder.Git("clone", "format-patch", "--quiet", "-1", "-o", "../patches");
        _folder.Git("clone", "reset", "--quiet", "--hard", "HEAD~1");
        _folder.Commit("clone", "a.txt", "2");
        _folder.TryGit("clone", command, command == "am" ? Directory.GetFiles(_folder["patches"]).Single() : argument);
        _folder.Write("clone/b.txt", "1");

        Assert.Contains("was begun", (await Assert.ThrowsAsync<RepositoryBusyException>(() => _work.SaveAsync())).Message, StringComparison.Ordinal);
        Assert.Contains("was begun", (await Assert.ThrowsAsync<RepositoryBusyException>(() => _work.BranchAsync("x"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amid_a_rebase_nothing_is_committed()
    {
        _folder.CommitElsewhere("model.txt");
        _folder.Commit("clone", "model.txt", "mine");
        _folder.TryGit("clone", "pull", "--rebase");
        _folder.Write("clone/model.txt", "resolved");
        _folder.Git("clone", "add", "model.txt");

        Assert.NotNull(GitRepositoryReader.Read(_folder["clone"]).Operation);
        Exception failure = await Assert.ThrowsAnyAsync<Git.Errors.GitException>(() => _work.SaveAsync());
        Assert.True(failure is RepositoryBusyException or DetachedHeadException, failure.Message);
        _folder.Git("clone", "-c", "core.editor=true", "rebase", "--continue");
        Assert.Equal("resolved", _folder.Read("clone/model.txt"));
    }

    [Fact]
    public async Task A_conflicted_revert_is_ended_by_the_commit()
    {
        _folder.Commit("clone", "model.txt", "one");
        _folder.Commit("clone", "model.txt", "two");
        _folder.TryGit("clone", "revert", "--no-edit", "HEAD~1");
        _folder.Write("clone/model.txt", "resolved");
        _folder.Git("clone", "add", "model.txt");

        Assert.NotNull(await _work.SaveAsync());

        Assert.False(File.Exists(_folder["clone/.git/REVERT_HEAD"]));
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
    }

    [Fact]
    public async Task The_first_commit_of_an_empty_repository_is_one_without_parents()
    {
        _folder.Git("", "init", "--quiet", "--initial-branch=dev", "empty");
        _folder.Write("empty/a.txt", "1");

        GitCommit commit = (await new GitWork(_folder, "empty").SaveAsync())!;

        Assert.Equal(("dev", 0), (commit.Branch, commit.Parents.Count));
        _folder.AssertSound("empty");
    }

    [Fact]
    public async Task A_bare_repository_is_no_place_to_commit() =>
        await Assert.ThrowsAsync<WorkTreeMissingException>(() => new GitWork(_folder, "upstream").SaveAsync());

    [Fact]
    public async Task A_repository_of_another_user_is_refused_until_it_is_trusted()
    {
        Assert.SkipUnless(Environment.UserName == "root" && !OperatingSystem.IsWindows(), "Only root can give a folder to another user.");
        _folder.Git("", "clone", "--quiet", _folder["upstream"], "foreign");
        using (Process chown = Process.Start(ChildProgram.With("chown", "-R", "12345", _folder["foreign"]))!)
            chown.WaitForExit();

        foreach (Func<object> use in new Func<object>[] { () => GitRepositoryReader.Read(_folder["foreign"]), () => BranchReader.Read(_folder["foreign"]), () => BranchPublisher.Plan(new PublishRequest { Path = _folder["foreign"] }) })
            Assert.Contains($"git config --global --add safe.directory '{_folder["foreign"]}'", Assert.Throws<Git.Errors.UnsafeRepositoryException>(use).Message, StringComparison.Ordinal);
        _folder.Write("foreign/a.txt", "1");
        foreach (bool useGit in new[] { false, true })
            await Assert.ThrowsAsync<Git.Errors.UnsafeRepositoryException>(() => new GitWork(_folder, "foreign").SaveAsync(useGit));

        _folder.Git("", "config", "--global", "--add", "safe.directory", _folder["foreign"]);
        try
        {
            Assert.NotNull(await new GitWork(_folder, "foreign").SaveAsync());
        }
        finally
        {
            _folder.Git("", "config", "--global", "--unset-all", "safe.directory");
        }
    }

    [Fact]
    public async Task A_name_that_git_would_not_take_as_it_is_is_cleaned_as_git_does()
    {
        _folder.Git("clone", "config", "user.name", "Data <Sci>entist,");
        _folder.Git("clone", "config", "user.email", "<ds@example.com>");
        _folder.Write("clone/a.txt", "1");

        GitCommit commit = (await _work.SaveAsync())!;
        _folder.Write("clone/a.txt", "2");
        GitCommit again = (await _work.SaveAsync(useGit: true))!;

        Assert.Equal(("Data Scientist <ds@example.com>", again.Author), (commit.Author, commit.Author));
        _folder.AssertSound("clone");
    }

    /// <summary>The clone and its upstream get files in two folders.</summary>
    private void MakeWide()
    {
        _folder.Commit("clone", "out/b.txt", "1");
        _folder.Commit("clone", "out/deep/c.txt", "1");
        _folder.Commit("clone", "in/a.txt", "1");
        _folder.Git("clone", "push", "--quiet");
    }
}
