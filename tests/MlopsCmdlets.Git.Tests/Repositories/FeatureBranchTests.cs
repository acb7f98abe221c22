using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Tests.Repositories;

public sealed class FeatureBranchTests : IDisposable
{
    private readonly GitFolder _folder = new GitFolder().WithClone();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_begins_from_the_remotes_tip_and_not_from_what_was_there_before(bool useGit)
    {
        string newest = _folder.CommitElsewhere();

        GitBranch branch = await CreateAsync("optimize-churn-model", useGit: useGit);

        Assert.Equal(("optimize-churn-model", true, newest, "origin/optimize-churn-model", false), (branch.Name, branch.IsCurrent, branch.Commit, branch.Upstream, branch.IsRemote));
        Assert.Equal("optimize-churn-model", _folder.Git("clone", "branch", "--show-current"));
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
        _folder.Git("clone", "push", "--quiet"); // the branch follows its namesake: git needs no arguments
        Assert.Equal(newest, _folder.Git("upstream", "rev-parse", "optimize-churn-model"));
        _folder.AssertSound("clone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Changes_are_a_reason_to_refuse_unless_they_are_to_come_along(bool useGit)
    {
        _folder.Write("clone/new.txt", "new");

        Assert.Contains("new.txt", (await Assert.ThrowsAsync<DirtyWorkTreeException>(() => CreateAsync("one", useGit: useGit))).Message, StringComparison.Ordinal);
        await CreateAsync("one", carry: true, useGit: useGit);

        Assert.Equal(("one", "?? new.txt"), (_folder.Git("clone", "branch", "--show-current"), _folder.Git("clone", "status", "--porcelain")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Changes_that_would_be_overwritten_stay_and_nothing_is_done(bool useGit)
    {
        _folder.CommitElsewhere("model.txt");
        _folder.Write("clone/model.txt", "mine");

        await Assert.ThrowsAsync<WorkTreeConflictException>(() => CreateAsync("one", carry: true, useGit: useGit));

        Assert.Equal(("dev", "mine"), (_folder.Git("clone", "branch", "--show-current"), _folder.Read("clone/model.txt")));
        Assert.Equal("", _folder.Git("clone", "branch", "--list", "one"));
    }

    [Theory]
    [InlineData("dev", "here")]
    [InlineData("DEV", "here")]
    [InlineData("dev/x", "here")]
    [InlineData("there", "on origin")]
    [InlineData("a", "on origin")]
    public async Task A_name_that_is_taken_is_refused(string name, string where)
    {
        _folder.Git("first", "push", "--quiet", _folder["upstream"], "dev:refs/heads/there", "dev:refs/heads/a/b");

        Assert.Contains(where, (await Assert.ThrowsAsync<BranchExistsException>(() => CreateAsync(name))).Message, StringComparison.Ordinal);
        Assert.Equal("dev", _folder.Git("clone", "branch", "--show-current"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-f")]
    [InlineData("HEAD")]
    [InlineData("refs/heads/x")]
    [InlineData("a b")]
    [InlineData("a..b")]
    [InlineData("a.lock")]
    [InlineData("a~1")]
    [InlineData("\u001b[31mred")]
    [InlineData("x\n##vso[task.complete]")]
    public async Task A_name_that_git_does_not_take_is_refused(string name) =>
        await Assert.ThrowsAsync<InvalidRefNameException>(() => CreateAsync(name));

    [Theory]
    [InlineData("funktion/größe-日本")]
    [InlineData("a'b")]
    [InlineData("a$(id)`id`;id")]
    [InlineData("##vso")]
    public async Task Odd_names_are_names(string name)
    {
        foreach (bool useGit in new[] { false, true })
        {
            GitBranch branch = await CreateAsync(name + useGit, useGit: useGit);

            Assert.Equal(name + useGit, branch.Name);
            Assert.Equal(name + useGit, _folder.Git("clone", "branch", "--show-current"));
        }
    }

    [Theory]
    [InlineData("uat")]
    [InlineData("PRD")]
    [InlineData("refs/heads/prd")]
    public async Task Work_does_not_begin_from_the_branch_of_a_later_environment(string from) =>
        Assert.Contains("'dev'", (await Assert.ThrowsAsync<GuardedBranchException>(() => CreateAsync("one", from))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_branch_that_is_not_on_the_remote_is_an_error_that_lists_those_that_are()
    {
        _folder.Git("clone", "branch", "only-here");

        BranchNotFoundException failure = await Assert.ThrowsAsync<BranchNotFoundException>(() => CreateAsync("one", "only-here"));

        Assert.Contains("dev, prd, uat", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_place_to_work_is_refused()
    {
        _folder.Git("", "init", "--quiet", "lonely");

        await Assert.ThrowsAsync<RemoteNotSetException>(() => CreateAsync("one", path: "lonely"));
        await Assert.ThrowsAsync<WorkTreeMissingException>(() => CreateAsync("one", path: "upstream"));
        _folder.CommitElsewhere("model.txt");
        _folder.Commit("clone", "model.txt", "mine");
        _folder.TryGit("clone", "pull", "--no-rebase");
        Assert.Contains("merge", (await Assert.ThrowsAsync<RepositoryBusyException>(() => CreateAsync("one", carry: true))).Message, StringComparison.Ordinal);
    }

    private Task<GitBranch> CreateAsync(string name, string from = "dev", bool carry = false, bool useGit = false, string path = "clone") => FeatureBranches.CreateAsync(
        new FeatureBranchRequest { Path = _folder[path], Name = name, From = from, CarryChanges = carry, UseGit = useGit }, RemoteAccess.Anonymous, TestContext.Current.CancellationToken);
}
