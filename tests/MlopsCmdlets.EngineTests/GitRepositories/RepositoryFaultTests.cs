using System.Diagnostics;
using System.Management.Automation;
using MlopsCmdlets.EngineTests.Faults;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.GitRepositories;

/// <summary>What goes wrong between a clone and its host, as a user of the cmdlets meets it. A sandbox of its own, because fault rules hold for all.</summary>
public sealed class RepositoryFaultTests : IClassFixture<SandboxFixture>, IDisposable
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(5);

    private readonly CmdletClone _clone;
    private readonly FaultedSandbox _faults;

    public RepositoryFaultTests(SandboxFixture sandbox)
    {
        _faults = new FaultedSandbox(sandbox);
        _clone = new CmdletClone(sandbox);
    }

    public void Dispose()
    {
        _faults.Dispose();
        _clone.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void A_clone_that_is_stopped_gives_the_prompt_back_and_the_next_one_is_whole(string how)
    {
        _faults.Inject("@{ fault = 'stall'; times = 'always' }", "POST", _clone.GitPath + "/git-upload-pack");

        Stop("New-MlopsRepository -Clone $name -Path $folder/again" + how);
        _faults.Clear();

        Assert.False(Directory.Exists(_clone["again"]));
        PSObject made = _clone.Engine.Run("New-MlopsRepository -Clone $name -Path $folder/again -Branch dev" + how).ThrowIfFailed().Single();
        Assert.Equal(_clone["again"], made.Properties["Path"].Value);
        Assert.Equal("", _clone.Git("again", "status", "--porcelain"));
        FaultedSandbox.Eventually("the clone has no locks", () => _clone.Locks("again").Length == 0);
        _clone.Git("again", "fsck", "--strict", "--no-dangling");
    }

    [Theory]
    [InlineData("", "/git-receive-pack")]
    [InlineData(" -UseGit", "/git-receive-pack")]
    [InlineData("", "/info/refs")]
    [InlineData(" -UseGit", "/info/refs")]
    public void A_push_that_is_stopped_gives_the_prompt_back_and_the_next_one_brings_all(string how, string path)
    {
        string tip = _clone.Commit("big.txt", string.Concat(Enumerable.Range(0, 100_000).Select(i => i.ToString("x8"))));
        _faults.Inject("@{ fault = 'stall'; times = 'always' }", "*", _clone.GitPath + path);

        Stop("Publish-MlopsBranch" + how);
        _faults.Clear();

        FaultedSandbox.Eventually("the clone has no locks", () => _clone.Locks("clone").Length == 0);
        Assert.Equal(tip, _clone.Single($"(Publish-MlopsBranch{how}).Commit"));
        Assert.Equal(tip, _clone.Single("(Get-MlopsBranch dev -GitHost lead).Commit"));
        _clone.Git("clone", "fsck", "--strict", "--no-dangling");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void A_new_branch_that_is_stopped_while_it_fetches_is_not_there_and_can_be_made_again(string how)
    {
        _faults.Inject("@{ fault = 'stall'; times = 'always' }", "*", _clone.GitPath + "/info/refs");

        Stop("New-MlopsFeatureBranch work" + how);
        _faults.Clear();

        Assert.Equal("dev", _clone.Single("(Get-MlopsRepository).Branch"));
        Assert.Equal("work", _clone.Single($"(New-MlopsFeatureBranch work{how}).Name"));
        FaultedSandbox.Eventually("the clone has no locks", () => _clone.Locks("clone").Length == 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void A_host_that_goes_down_amid_a_push_is_an_error_and_pushing_again_is_enough(string how)
    {
        string tip = _clone.Commit("a.txt", "1");
        _faults.Inject("@{ fault = 'reset'; times = 'always' }", "POST", _clone.GitPath + "/git-receive-pack");

        RunResult failed = _clone.Engine.Run("Publish-MlopsBranch" + how);
        _faults.Clear();

        Assert.Equal("RemoteUnreachable", failed.ErrorId);
        Assert.Contains("run it again", failed.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(tip, _clone.Single($"(Publish-MlopsBranch{how}).Commit"));
        FaultedSandbox.Eventually("the clone has no locks", () => _clone.Locks("clone").Length == 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void A_host_that_goes_down_amid_a_clone_leaves_no_folder(string how)
    {
        _faults.Inject("@{ fault = 'reset'; times = 'always' }", "POST", _clone.GitPath + "/git-upload-pack");

        RunResult failed = _clone.Engine.Run("New-MlopsRepository -Clone $name -Path $folder/again" + how);

        Assert.Equal("RemoteUnreachable", failed.ErrorId);
        Assert.Equal(["clone"], _clone.Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void Whoever_may_not_push_is_told_so(string how)
    {
        _clone.Commit("a.txt", "1");
        _clone.Engine.SetVariable("weak", _clone.Token("without-scope"));
        _clone.Engine.Run("$sandbox | Connect-MlopsGitHost -UserName outsider -Name outsider").ThrowIfFailed();
        _clone.Engine.Run("Connect-MlopsGitHost -Kind GitHub -Url $sandbox.GitHubUrl -Token $weak -CaCertificate $sandbox.CaCertificate -Name weak").ThrowIfFailed();

        foreach (string host in new[] { "outsider", "weak" })
        {
            RunResult refused = _clone.Engine.Run($"Publish-MlopsBranch -GitHost {host}{how}");
            Assert.Equal("RemoteAccessDenied", refused.ErrorId);
            Assert.Contains("role", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void Commits_of_others_are_not_pushed_over(string how)
    {
        _clone.Engine.Run("$null = New-MlopsRepository -Clone $name -Path $folder/theirs -Branch dev; $theirs = \"$folder/theirs\"").ThrowIfFailed();
        File.WriteAllText(_clone["theirs/b.txt"], "1");
        string tip = _clone.Single("$null = Save-MlopsChange b -RepositoryPath $theirs; (Publish-MlopsBranch -RepositoryPath $theirs).Commit");
        _clone.Commit("a.txt", "1");

        RunResult refused = _clone.Engine.Run("Publish-MlopsBranch" + how);

        Assert.Equal("PushOutdated", refused.ErrorId);
        Assert.Contains("git pull --rebase", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(tip, _clone.Single("$null = New-MlopsRepository -Clone $name -Path $folder/after -Branch dev; (Get-MlopsBranch dev -RepositoryPath $folder/after).Commit"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void Rules_of_the_server_are_told_in_its_own_words(string how)
    {
        _clone.Engine.Run("Protect-MlopsBranch dev -Repository $name -RequirePullRequest -Approvals 1 -IncludeAdministrators -GitHost lead -Confirm:$false").ThrowIfFailed();
        _clone.Commit("a.txt", "1");

        RunResult refused = _clone.Engine.Run("Publish-MlopsBranch" + how);

        Assert.Equal("BranchProtected", refused.ErrorId);
        Assert.Contains("GH006", refused.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("New-MlopsPullRequest", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void A_token_that_the_host_no_longer_takes_is_an_error_that_says_connect(string how)
    {
        _clone.Commit("a.txt", "1");
        // Connected while it held; the host is asked by git only afterwards.
        _faults.Inject("@{ fault = 'status'; status = 401; times = 'always' }", "*", _clone.GitPath + "/info/refs");

        RunResult refused = _clone.Engine.Run("Publish-MlopsBranch" + how);

        Assert.Equal("RemoteAuthenticationFailed", refused.ErrorId);
        Assert.Contains("Connect-MlopsGitHost", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>Runs a script, and stops it as Ctrl+C does when the host has begun to let it wait.</summary>
    private void Stop(string script)
    {
        using PowerShell shell = _clone.Engine.Prepare(script);
        IAsyncResult running = shell.BeginInvoke();
        FaultedSandbox.Eventually("the host was asked", () => _faults.Fired > 0 || running.IsCompleted);
        Assert.False(running.IsCompleted, "It ended by itself.");
        long start = Stopwatch.GetTimestamp();
        IAsyncResult stopping = shell.BeginStop(callback: null, state: null);
        Assert.True(stopping.AsyncWaitHandle.WaitOne(Prompt), $"No prompt after {Prompt}.");
        shell.EndStop(stopping);
        Assert.True(Stopwatch.GetElapsedTime(start) < Prompt);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}
