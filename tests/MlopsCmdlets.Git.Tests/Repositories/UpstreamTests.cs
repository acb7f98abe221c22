using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>A branch that follows one of the same repository, as branch.autoSetupMerge=always and git checkout --track make it: its remote is called "."</summary>
public sealed class UpstreamTests : IDisposable
{
    private readonly GitFolder _folder = new GitFolder().WithClone();

    public UpstreamTests() => _folder.Git("clone", "checkout", "--quiet", "--track", "-b", "work", "dev");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_read_with_the_branch_that_it_follows()
    {
        _folder.Commit("clone", "model.txt", "1");

        Assert.Equal(("dev", 1, _folder["upstream"]), (GitRepositoryReader.Read(_folder["clone"]).Upstream, GitRepositoryReader.Read(_folder["clone"]).Ahead, GitRepositoryReader.Read(_folder["clone"]).RemoteUrl));
        Assert.Equal("dev", BranchReader.Read(_folder["clone"]).Single(b => b.Name == "work").Upstream);
        Assert.Equal("origin", GitRepositoryReader.ReadRemote(_folder["clone"]).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_pushed_to_the_usual_remote_and_removed_there(bool useGit)
    {
        GitPush push = await new GitWork(_folder).PushAsync(useGit);
        Assert.Equal(("origin", _folder.Git("clone", "rev-parse", "work")), (push.Remote, _folder.Git("upstream", "rev-parse", "work")));

        var request = new RemoveRequest { Path = _folder["clone"], Name = "work", UseGit = useGit };
        RemovePlan plan = await BranchRemover.PlanAsync(request, RemoteAccess.Anonymous, TestContext.Current.CancellationToken);
        Assert.Equal(push.Commit, plan.RemoteTip);
        await BranchRemover.RemoveLocalAsync(plan, request, TestContext.Current.CancellationToken);
        await BranchRemover.RemoveRemoteAsync(plan, RemoteAccess.Anonymous, useGit, TestContext.Current.CancellationToken);
        Assert.Equal("", _folder.Git("upstream", "branch", "--list", "work"));
    }
}
