using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>Repositories in the forms that the git program makes.</summary>
public sealed class RepositoryFormTests : IDisposable
{
    private readonly GitFolder _folder = new GitFolder().WithClone();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void State_changes_and_distance_are_read()
    {
        _folder.CommitElsewhere();
        _folder.Commit("clone", "mine.txt", "x");
        _folder.Git("clone", "fetch", "--quiet");
        _folder.Write("clone/b.txt", "1");
        _folder.Write("clone/a.txt", "1");
        _folder.Git("clone", "add", "a.txt");
        File.Delete(_folder["clone/model.txt"]);

        GitRepository read = GitRepositoryReader.Read(_folder["clone"]);

        Assert.Equal(("dev", "origin/dev", 1, 1, true), (read.Branch, read.Upstream, read.Ahead, read.Behind, read.IsDirty));
        Assert.Equal([new("a.txt", GitChangeKind.Added, true), new("b.txt", GitChangeKind.Added, false), new GitChange("model.txt", GitChangeKind.Deleted, false)], read.Changes);
    }

    [Fact]
    public async Task Packed_references_and_objects_are_an_ordinary_repository()
    {
        _folder.Git("upstream", "gc", "--quiet");
        _folder.Git("clone", "pack-refs", "--all");
        _folder.Git("clone", "gc", "--quiet");

        Assert.Equal("one", (await WorkAsync("clone", "one")).Branch);
    }

    [Fact]
    public async Task A_worktree_is_worked_in_like_a_clone_of_its_own()
    {
        _folder.Git("clone", "worktree", "add", "--quiet", "-b", "side", "../side");
        _folder.Hook("clone", "pre-commit", "exit 1\n");

        Assert.Contains("pre-commit", Assert.Single(GitRepositoryReader.Read(_folder["side"]).Remarks), StringComparison.Ordinal);
        GitPush push = await WorkAsync("side", "two");

        Assert.Equal(("two", push.Commit), (_folder.Git("side", "branch", "--show-current"), _folder.Git("upstream", "rev-parse", "two")));
        Assert.Equal("dev", _folder.Git("clone", "branch", "--show-current"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_shallow_clone_can_be_worked_in(bool useGit)
    {
        _folder.CommitElsewhere();
        _folder.CommitElsewhere();
        _folder.Git("", "clone", "--quiet", "--depth", "1", "file://" + _folder["upstream"], "shallow");

        Assert.True(GitRepositoryReader.Read(_folder["shallow"]).IsShallow);
        GitPush push = await WorkAsync("shallow", "three", useGit);

        Assert.Equal(push.Commit, _folder.Git("upstream", "rev-parse", "three"));
        _folder.AssertSound("upstream");
    }

    [Fact]
    public async Task Forms_that_libgit2_cannot_read_are_refused_by_name()
    {
        _folder.Git("", "init", "--quiet", "--object-format=sha256", "sha256");
        _folder.Git("upstream", "config", "uploadpack.allowFilter", "true");
        _folder.Git("", "clone", "--quiet", "--filter=blob:none", "file://" + _folder["upstream"], "partial");
        _folder.Git("", "init", "--quiet", "newer");
        _folder.Git("newer", "config", "core.repositoryFormatVersion", "99");

        Assert.Contains("SHA-256", Assert.Throws<UnsupportedRepositoryException>(() => GitRepositoryReader.Read(_folder["sha256"])).Message, StringComparison.Ordinal);
        Assert.Contains("partial", (await Assert.ThrowsAsync<UnsupportedRepositoryException>(() => WorkAsync("partial", "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("newer", Assert.Throws<UnsupportedRepositoryException>(() => GitRepositoryReader.Read(_folder["newer"])).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnsupportedRepositoryException>(() => WorkAsync("sha256", "x"));
    }

    [Fact]
    public void Branches_here_and_there_are_listed_once()
    {
        _folder.Git("clone", "branch", "--quiet", "feature/x");

        IReadOnlyList<GitBranch> branches = BranchReader.Read(_folder["clone"]);

        Assert.Equal(["dev True True", "feature/x True False", "prd False True", "uat False True"], branches.Select(b => $"{b.Name} {b.IsLocal} {b.IsRemote}"));
        Assert.Equal(("dev", "origin/dev", 0, "Data Scientist", "Change model.txt"), (branches[0].Name, branches[0].Upstream, branches[0].Ahead, branches[0].Committer, branches[0].Subject));
        Assert.Equal(["dev", "feature/x", "prd", "uat"], BranchReader.Names(_folder["clone"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_merged_branch_is_removed_on_both_sides_and_its_base_is_brought_up_to_date(bool useGit)
    {
        GitPush push = await WorkAsync("clone", "one", useGit);
        _folder.Git("upstream", "update-ref", "refs/heads/dev", push.Commit);

        await RemoveAsync("one", useGit);

        Assert.Equal(("dev", push.Commit), (_folder.Git("clone", "branch", "--show-current"), _folder.Git("clone", "rev-parse", "dev")));
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
        Assert.Equal(["dev", "prd", "uat"], BranchReader.Names(_folder["clone"]));
        Assert.Equal("dev\nprd\nuat", _folder.Git("upstream", "branch", "--format=%(refname:short)"));
    }

    [Fact]
    public async Task A_branch_whose_removal_loses_something_is_refused()
    {
        GitPush push = await WorkAsync("clone", "one");
        RemovePlan plan = await BranchRemover.PlanAsync(Remove("one"), RemoteAccess.Anonymous, TestContext.Current.CancellationToken);
        Assert.Equal((1, push.Commit, push.Commit, true), (plan.Unmerged, plan.LocalTip, plan.RemoteTip, plan.IsCurrent));

        await Assert.ThrowsAsync<ProtectedRemovalException>(() => RemoveAsync("uat"));
        await Assert.ThrowsAsync<BranchNotFoundException>(() => RemoveAsync("nowhere"));
        _folder.Write("clone/open.txt", "x");
        Assert.Contains("not committed", (await Assert.ThrowsAsync<CurrentBranchException>(() => RemoveAsync("one"))).Message, StringComparison.Ordinal);
        Assert.Equal("one", _folder.Git("clone", "branch", "--show-current"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_branch_that_another_worktree_has_checked_out_is_not_moved_under_it(bool useGit)
    {
        await FeatureBranches.CreateAsync(new FeatureBranchRequest { Path = _folder["clone"], Name = "one" }, RemoteAccess.Anonymous, TestContext.Current.CancellationToken);
        _folder.Git("clone", "worktree", "add", "--quiet", "../side", "dev");
        string before = _folder.Git("side", "rev-parse", "HEAD");
        _folder.CommitElsewhere();

        Assert.Contains("'dev'", (await Assert.ThrowsAsync<CurrentBranchException>(() => RemoveAsync("one", useGit))).Message, StringComparison.Ordinal);

        Assert.Equal((before, ""), (_folder.Git("side", "rev-parse", "HEAD"), _folder.Git("side", "status", "--porcelain")));
        Assert.Equal("one", _folder.Git("clone", "branch", "--show-current"));
    }

    [Fact]
    public void A_branch_is_removed_where_it_is_followed_and_not_where_the_one_that_is_checked_out_is()
    {
        _folder.Git("", "clone", "--quiet", "--bare", "upstream", "fork");
        _folder.Git("clone", "remote", "add", "fork", _folder["fork"]);
        _folder.Git("clone", "fetch", "--quiet", "fork");
        _folder.Git("clone", "branch", "--quiet", "--track", "fix", "fork/dev");

        Assert.Equal("fork", BranchRemover.FindRemote(Remove("fix"))?.Name);
        Assert.Equal("fork", BranchRemover.FindRemote(Remove("refs/heads/fix"))?.Name);
        Assert.Equal("origin", BranchRemover.FindRemote(Remove("dev"))?.Name);
        Assert.Equal("origin", BranchRemover.FindRemote(Remove("fix") with { Remote = "origin" })?.Name);
        Assert.Throws<RemoteNotSetException>(() => BranchRemover.FindRemote(Remove("fix") with { Remote = "nowhere" }));
    }

    private RemoveRequest Remove(string name, bool useGit = false) => new() { Path = _folder["clone"], Name = name, UseGit = useGit };

    private async Task RemoveAsync(string name, bool useGit = false)
    {
        RemovePlan plan = await BranchRemover.PlanAsync(Remove(name), RemoteAccess.Anonymous, TestContext.Current.CancellationToken);
        await BranchRemover.RemoveLocalAsync(plan, Remove(name, useGit), TestContext.Current.CancellationToken);
        await BranchRemover.RemoveRemoteAsync(plan, RemoteAccess.Anonymous, useGit, TestContext.Current.CancellationToken);
    }

    /// <summary>Branch, commit, push: what a day's work is made of. Git finds the result sound.</summary>
    private async Task<GitPush> WorkAsync(string folder, string branch, bool useGit = false)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await FeatureBranches.CreateAsync(new FeatureBranchRequest { Path = _folder[folder], Name = branch, UseGit = useGit }, RemoteAccess.Anonymous, token);
        _folder.Write(folder + "/model.txt", "test_size=0.2\n");
        var request = new SaveRequest { Path = _folder[folder], Message = "Change", UseGit = useGit };
        await ChangeSaver.CommitAsync(await ChangeSaver.PlanAsync(request, token), request, token);
        GitPush push = await BranchPublisher.PushAsync(BranchPublisher.Plan(new PublishRequest { Path = _folder[folder] }), RemoteAccess.Anonymous, useGit, token);
        _folder.AssertSound(folder);
        _folder.AssertSound("upstream");
        return push;
    }
}
