using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>A question may wait for its answer for minutes, in which somebody works on in another window: what was looked at is what is done, or nothing is.</summary>
public sealed class ConsentTests : IDisposable
{
    private readonly GitFolder _folder = new GitFolder().WithClone();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "checkout", "--quiet", "-b", "other")]
    [InlineData(true, "checkout", "--quiet", "-b", "other")]
    [InlineData(false, "commit", "--quiet", "--allow-empty", "-m", "another")]
    [InlineData(true, "commit", "--quiet", "--allow-empty", "-m", "another")]
    public async Task A_commit_goes_to_the_branch_that_was_shown_and_follows_the_commit_that_was_its_tip(bool useGit, params string[] meanwhile)
    {
        _folder.Write("clone/model.txt", "test_size=0.2\n");
        var request = new SaveRequest { Path = _folder["clone"], Message = "Change", UseGit = useGit };
        SavePlan plan = await ChangeSaver.PlanAsync(request, Stop);
        _folder.Git("clone", meanwhile);
        string tip = _folder.Git("clone", "rev-parse", "HEAD");

        BranchMovedException failure = await Assert.ThrowsAsync<BranchMovedException>(() => ChangeSaver.CommitAsync(plan, request, Stop));

        Assert.Contains("'dev'", failure.Message, StringComparison.Ordinal);
        Assert.Equal((tip, " M model.txt"), (_folder.Git("clone", "rev-parse", "HEAD"), _folder.TryGit("clone", "status", "--porcelain").Output));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_somebody_stages_meanwhile_does_not_come_along_unchecked(bool useGit)
    {
        _folder.Write("clone/model.txt", "test_size=0.2\n");
        var request = new SaveRequest { Path = _folder["clone"], Message = "Change", UseGit = useGit };
        SavePlan plan = await ChangeSaver.PlanAsync(request, Stop);
        _folder.Write("clone/secret.env", "1");
        _folder.Git("clone", "add", "secret.env");

        Assert.Contains("secret.env", (await Assert.ThrowsAsync<OtherChangesStagedException>(() => ChangeSaver.CommitAsync(plan, request, Stop))).Message, StringComparison.Ordinal);

        Assert.Equal("1", _folder.Git("clone", "rev-list", "--count", "HEAD"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task The_commit_that_was_looked_at_is_pushed_and_reported(bool useGit, bool isNew)
    {
        if (isNew)
            _folder.Git("clone", "checkout", "--quiet", "-b", "work");
        string before = _folder.Git("clone", "rev-parse", "HEAD"), seen = _folder.Commit("clone", "model.txt", "test_size=0.2\n");
        PublishPlan plan = BranchPublisher.Plan(new PublishRequest { Path = _folder["clone"], UseGit = useGit });
        string later = _folder.Commit("clone", "model.txt", "unfinished");

        GitPush push = await BranchPublisher.PushAsync(plan, RemoteAccess.Anonymous, useGit, Stop);

        string branch = isNew ? "work" : "dev";
        Assert.Equal((seen, isNew ? null : before, 1), (push.Commit, push.Before, push.Commits));
        Assert.Equal((seen, seen, later), (_folder.Git("upstream", "rev-parse", branch), _folder.Git("clone", "rev-parse", "origin/" + branch), _folder.Git("clone", "rev-parse", branch)));
        Assert.Equal(later, (await BranchPublisher.PushAsync(BranchPublisher.Plan(new PublishRequest { Path = _folder["clone"] }), RemoteAccess.Anonymous, useGit, Stop)).Commit);
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
        Assert.Equal($"origin/{branch}", _folder.Git("clone", "rev-parse", "--abbrev-ref", branch + "@{upstream}"));
    }

    [Theory]
    [InlineData("commit", "--quiet", "--amend", "-m", "better")]
    [InlineData("branch", "--quiet", "-m", "renamed")]
    public async Task A_commit_that_was_taken_back_meanwhile_is_not_pushed(params string[] meanwhile)
    {
        string before = _folder.Git("clone", "rev-parse", "HEAD");
        _folder.Commit("clone", "model.txt", "test_size=0.2\n");
        PublishPlan plan = BranchPublisher.Plan(new PublishRequest { Path = _folder["clone"] });
        _folder.Git("clone", meanwhile);

        Assert.Contains("'dev'", (await Assert.ThrowsAsync<BranchMovedException>(() => BranchPublisher.PushAsync(plan, RemoteAccess.Anonymous, useGit: false, Stop))).Message, StringComparison.Ordinal);

        Assert.Equal(before, _folder.Git("upstream", "rev-parse", "dev"));
    }

    [Fact]
    public async Task A_branch_that_got_a_commit_meanwhile_is_not_removed_here()
    {
        _folder.Git("clone", "branch", "work");
        var request = new RemoveRequest { Path = _folder["clone"], Name = "work" };
        RemovePlan plan = await BranchRemover.PlanAsync(request, RemoteAccess.Anonymous, Stop);
        _folder.Git("clone", "checkout", "--quiet", "work");
        string later = _folder.Commit("clone", "model.txt", "the work of an hour");
        _folder.Git("clone", "checkout", "--quiet", "dev");

        Assert.Contains("'work'", (await Assert.ThrowsAsync<BranchMovedException>(() => BranchRemover.RemoveLocalAsync(plan, request, Stop))).Message, StringComparison.Ordinal);

        Assert.Equal(later, _folder.Git("clone", "rev-parse", "work"));
    }

    [Fact]
    public async Task Commits_that_the_remote_keeps_do_not_get_lost_by_a_removal_here()
    {
        _folder.Git("clone", "checkout", "--quiet", "-b", "work");
        _folder.Commit("clone", "model.txt", "1");
        _folder.Git("clone", "push", "--quiet", "origin", "work");
        _folder.Commit("clone", "model.txt", "2");
        _folder.Git("clone", "checkout", "--quiet", "dev");
        var request = new RemoveRequest { Path = _folder["clone"], Name = "work" };

        Assert.Equal(2, (await BranchRemover.PlanAsync(request, RemoteAccess.Anonymous, Stop)).Unmerged);
        Assert.Equal(1, (await BranchRemover.PlanAsync(request with { LocalOnly = true }, RemoteAccess.Anonymous, Stop)).Unmerged);
        _folder.Git("clone", "push", "--quiet", "origin", "work");
        Assert.Equal(0, (await BranchRemover.PlanAsync(request with { LocalOnly = true }, RemoteAccess.Anonymous, Stop)).Unmerged);
        _folder.Git("clone", "branch", "--quiet", "-D", "work");
        Assert.Equal(2, (await BranchRemover.PlanAsync(request with { LocalOnly = true }, RemoteAccess.Anonymous, Stop)).Unmerged);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_branch_that_got_a_commit_meanwhile_is_not_removed_on_the_remote(bool useGit)
    {
        _folder.Git("clone", "push", "--quiet", "origin", "dev:work");
        var request = new RemoveRequest { Path = _folder["clone"], Name = "work", UseGit = useGit };
        RemovePlan plan = await BranchRemover.PlanAsync(request, RemoteAccess.Anonymous, Stop);
        string later = _folder.CommitElsewhere();
        _folder.Git("elsewhere", "push", "--quiet", "origin", "dev:work");

        Exception failure = await Assert.ThrowsAnyAsync<Git.Errors.GitException>(() => BranchRemover.RemoveRemoteAsync(plan, RemoteAccess.Anonymous, useGit, Stop));

        Assert.True(failure is BranchMovedException, failure.ToString());
        Assert.Equal(later, _folder.Git("upstream", "rev-parse", "work"));
        await BranchRemover.RemoveRemoteAsync(await BranchRemover.PlanAsync(request, RemoteAccess.Anonymous, Stop), RemoteAccess.Anonymous, useGit, Stop);
        Assert.Equal("", _folder.Git("upstream", "branch", "--list", "work"));
    }
}
