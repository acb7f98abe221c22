using System.Diagnostics;
using System.Management.Automation;
using MlopsCmdlets.EngineTests.Faults;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Git;

/// <summary>The cmdlets of pull requests when the host, the token or the network misbehaves, over each kind of host. The sandbox is this class's own.</summary>
public sealed class HostFaultTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    // Generous: what is judged is that it does not wait for the time limits, which are ten minutes and more.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void A_token_without_the_scope_is_told_what_it_lacks_and_changes_nothing(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        Engine engine = clone.Engine;
        clone.Change("work", "0.4", "0.3");
        string token = engine.Run("(Invoke-CpdRestMethod -Session test -Path /_sandbox/git).tokens | Where-Object label -eq without-scope | ForEach-Object token").ThrowIfFailed().Single().ToString();
        engine.Run(
            "$url = if ($args[0] -eq 'GitHub') { $sandbox.GitHubUrl } else { $sandbox.AzureReposUrl }; Connect-MlopsGitHost -Kind $args[0] -Url $url -Name weak -Token ([System.Net.NetworkCredential]::new('', $args[1]).SecurePassword) -CaCertificate $sandbox.CaCertificate",
            kind, token).ThrowIfFailed();

        // On Azure Repos this token does not read either.
        if (kind == "GitHub")
            Assert.Empty(engine.Run("Get-MlopsPullRequest -GitHost weak").ThrowIfFailed());
        RunResult refused = engine.Run("New-MlopsPullRequest -GitHost weak");

        Assert.Equal("TokenScopeMissing", refused.ErrorId);
        Assert.Contains("connect again", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, $"{refused.Errors[0]}{refused.Errors[0].Exception}", StringComparison.Ordinal);
        Assert.Empty(engine.Run("Get-MlopsPullRequest -GitHost lead").ThrowIfFailed());
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void A_token_that_ends_between_two_calls_stops_with_the_advice_to_connect_again(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        using var faults = new FaultedSandbox(sandbox);
        clone.Change("work", "0.4", "0.3");
        faults.Inject("@{ fault = 'status'; status = 401; times = 'always' }", "*", Api(clone, kind) + "/**");

        RunResult ended = clone.Engine.Run("New-MlopsPullRequest");

        Assert.Equal("GitHostAuthenticationFailed", ended.ErrorId);
        Assert.Contains("Connect-MlopsGitHost", ended.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void A_limit_that_ends_soon_is_waited_for_and_a_longer_one_ends_it_at_once(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        using var faults = new FaultedSandbox(sandbox);
        string pulls = Pulls(clone, kind);
        faults.Inject(Limit(kind, 2, "1"), "GET", pulls);
        RunResult waited = clone.Engine.Run("Get-MlopsPullRequest -Verbose");
        Assert.Empty(waited.ThrowIfFailed());
        Assert.Contains(waited.Verbose, line => line.Contains("the next in", StringComparison.Ordinal));

        faults.Clear();
        clone.Engine.Run("$sandbox | Connect-MlopsGitHost -Kind $args[0] -UserName lead -Name hasty -TimeoutSec 30", kind).ThrowIfFailed();
        faults.Inject(Limit(kind, 3000, "'always'"), "GET", pulls);
        long before = Count(faults, "GET", pulls);
        var watch = Stopwatch.StartNew();
        RunResult limited = clone.Engine.Run("Get-MlopsPullRequest -GitHost hasty");

        Assert.Equal("GitHostRateLimited", limited.ErrorId);
        Assert.Contains("until", limited.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("-TimeoutSec", limited.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1, Count(faults, "GET", pulls) - before);
        Assert.True(watch.Elapsed < Soon);
    }

    [Fact]
    public void A_secondary_limit_is_told_from_the_quota()
    {
        using var clone = new HostedClone(sandbox, "GitHub");
        using var faults = new FaultedSandbox(sandbox);
        clone.Engine.Run("$sandbox | Connect-MlopsGitHost -Kind GitHub -UserName lead -Name hasty -TimeoutSec 30").ThrowIfFailed();
        faults.Inject("@{ fault = 'status'; status = 403; message = 'You have exceeded a secondary rate limit.'; retry_after = 900; times = 'always' }", "GET", Pulls(clone, "GitHub"));

        Assert.Equal("GitHostSecondaryLimit", clone.Engine.Run("Get-MlopsPullRequest -GitHost hasty").ErrorId);
    }

    [Theory]
    [InlineData("GitHub", "late-status")]
    [InlineData("GitHub", "lost-reply")]
    [InlineData("AzureRepos", "late-status")]
    [InlineData("AzureRepos", "lost-reply")]
    public void A_change_whose_reply_is_lost_is_made_once(string kind, string fault)
    {
        using var clone = new HostedClone(sandbox, kind);
        using var faults = new FaultedSandbox(sandbox);
        Engine engine = clone.Engine;
        clone.Change("work", "0.4", "0.3");
        string rule = fault == "late-status" ? "@{ fault = 'late-status'; status = 502 }" : "@{ fault = 'lost-reply' }";

        faults.Inject(rule, "POST", Pulls(clone, kind));
        PSObject opened = engine.Run("New-MlopsPullRequest").ThrowIfFailed().Single();
        Assert.Equal(1, faults.Fired);
        Assert.Single(engine.Run("Get-MlopsPullRequest -State All").ThrowIfFailed());

        faults.Clear();
        engine.SetVariable("request", opened);
        (string method, string path) = MergeOf(clone, kind, (int)opened.Properties["Number"].Value);
        faults.Inject(rule, method, path);
        PSObject merged = engine.Run("$request | Merge-MlopsPullRequest -GitHost lead").ThrowIfFailed().Single();
        Assert.Equal(1, faults.Fired);
        Assert.Equal("Merged", merged.Properties["State"].Value.ToString());
        Assert.Equal(1, Count(faults, method, path));
        // One merge: the change and its merge commit, or the change alone, are all that dev has more.
        clone.Fetch();
        Assert.InRange(int.Parse(clone.Git(clone.Folder, "rev-list", "--count", "refs/remotes/origin/prd..refs/remotes/origin/dev"), System.Globalization.CultureInfo.InvariantCulture), 1, 2);
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void A_head_that_moves_after_the_approval_and_a_conflict_are_not_merged(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        Engine engine = clone.Engine;
        clone.Change("one", "0.4", "0.3");
        engine.SetVariable("one", engine.Run("New-MlopsPullRequest -Head one").ThrowIfFailed().Single());
        engine.SetVariable("approved", engine.Run("$one | Approve-MlopsPullRequest -GitHost lead").ThrowIfFailed().Single());
        clone.Change("two", "0.4", "0.2");
        engine.SetVariable("two", engine.Run("New-MlopsPullRequest -Head two").ThrowIfFailed().Single());
        clone.Git(clone.Folder, "checkout", "--quiet", "one");
        clone.Git(clone.Folder, "commit", "--quiet", "--allow-empty", "-m", "After the approval");
        clone.Push("one");

        RunResult moved = engine.Run("$approved | Merge-MlopsPullRequest -GitHost lead");
        Assert.Equal("HeadMoved", moved.ErrorId);
        Assert.Contains(clone.Git(clone.Folder, "rev-parse", "one")[..10], moved.Errors[0].ToString(), StringComparison.Ordinal);

        engine.Run("Merge-MlopsPullRequest -Number $one.Number -GitHost lead").ThrowIfFailed();
        RunResult conflict = engine.Run("$two | Merge-MlopsPullRequest -GitHost lead");
        Assert.Equal("MergeConflict", conflict.ErrorId);
        Assert.Contains("resolve", conflict.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("Open", engine.Run("Get-MlopsPullRequest -Number $two.Number").Single("State")!.ToString());
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void A_host_that_goes_down_while_a_merge_waits_is_told_and_the_next_run_merges_once(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        using var faults = new FaultedSandbox(sandbox);
        Engine engine = clone.Engine;
        string pull = Waiting(clone, kind);
        // Two looks find the check missing, then nobody answers.
        faults.Inject("@{ fault = 'status'; status = 503; skip = 2; times = 'always' }", "GET", pull);

        RunResult down = engine.Run("$request | Merge-MlopsPullRequest -GitHost lead -TimeoutSec 600");

        Assert.Equal("GitHostUnavailable", down.ErrorId);
        Assert.NotEqual(0, faults.Fired);
        faults.Clear();
        Assert.Equal("Open", engine.Run("Get-MlopsPullRequest -Number $request.Number").Single("State")!.ToString());
        engine.Run("Set-MlopsStatus -Context mlops/gate -PullRequest $request -Outcome Succeeded -GitHost lead").ThrowIfFailed();
        Assert.Equal("Merged", engine.Run("$request | Merge-MlopsPullRequest -GitHost lead").Single("State")!.ToString());
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public async Task Stopping_a_merge_that_waits_gives_the_prompt_back_and_merges_nothing(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        using var faults = new FaultedSandbox(sandbox);
        string pull = Waiting(clone, kind);
        long before = Count(faults, "GET", pull);
        using PowerShell shell = clone.Engine.Prepare("$request | Merge-MlopsPullRequest -GitHost lead -TimeoutSec 600");
        IAsyncResult running = shell.BeginInvoke();
        FaultedSandbox.Eventually("the merge waits", () => Count(faults, "GET", pull) - before >= 2);

        var watch = Stopwatch.StartNew();
        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal("Open", clone.Engine.Run("Get-MlopsPullRequest -Number $request.Number").Single("State")!.ToString());
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void Hostile_text_of_a_host_is_harmless_in_views_errors_and_questions(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        Engine engine = clone.Engine;
        const string Branch = "we\u202eird##x";
        const string Hostile = "x\u001b]0;owned\u0007\u001b[31m##vso[task.complete]\n::set-output name=a::b";
        clone.Change(Branch, "0.4", "0.3");
        engine.SetVariable("request", engine.Run("New-MlopsPullRequest -Title $args[0] -Body $args[1]", Hostile.Replace('\n', ' '), Hostile).ThrowIfFailed().Single());
        engine.Run("Set-MlopsStatus -Context mlops/gate -PullRequest $request -Outcome Failed -Description $args[0] -GitHost lead", Hostile.Replace('\n', ' ')).ThrowIfFailed();
        engine.Run("$request | Deny-MlopsPullRequest -Comment $args[0] -GitHost lead", Hostile).ThrowIfFailed();

        string shown = string.Concat(
            engine.Show("Get-MlopsPullRequest"),
            engine.Show("Get-MlopsPullRequest -Number $request.Number"),
            engine.Show("(Get-MlopsPullRequest -Number $request.Number).Checks"),
            engine.Show("(Get-MlopsPullRequest -Number $request.Number).Reviews"),
            engine.Show("Get-MlopsBranch -GitHost lead"),
            engine.Show("$request | Merge-MlopsPullRequest -GitHost lead -WhatIf"),
            engine.Show("$request | Merge-MlopsPullRequest -GitHost lead -ExpectedHead 1234567"),
            engine.Show("$request | Close-MlopsPullRequest -WhatIf"),
            engine.Show("Protect-MlopsBranch $request.Head -Approvals 1 -GitHost admin -WhatIf"));
        RunResult refused = engine.Run("$request | Merge-MlopsPullRequest -GitHost lead -ExpectedHead 1234567");
        string all = shown + refused.Errors[0] + refused.Errors[0].ErrorDetails;

        Assert.Contains("task.complete", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b]", all, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31m##", all, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", all, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?m)(^|\\s)::[a-z]", all);
        // Objects keep what the host said.
        Assert.Equal(Branch, engine.Run("Get-MlopsPullRequest -Number $request.Number").Single("Head"));
    }

    /// <summary>A pull request into dev, which demands a check that nobody has published; gives the path of its document.</summary>
    private static string Waiting(HostedClone clone, string kind)
    {
        clone.Change("work", "0.4", "0.3");
        clone.Engine.Run("Protect-MlopsBranch dev -RequireStatus mlops/gate -IncludeAdministrators -GitHost admin -WarningAction SilentlyContinue | Out-Null").ThrowIfFailed();
        PSObject request = clone.Engine.Run("New-MlopsPullRequest").ThrowIfFailed().Single();
        clone.Engine.SetVariable("request", request);
        return $"{Pulls(clone, kind)}/{request.Properties["Number"].Value}";
    }

    private static string Api(HostedClone clone, string kind)
    {
        string[] name = clone.Repository.Split('/');
        return kind == "GitHub" ? "/api/v3/repos/" + clone.Repository : $"/azure/churn-team/{name[0]}/_apis/git/repositories/{name[1]}";
    }

    private static string Pulls(HostedClone clone, string kind) => Api(clone, kind) + (kind == "GitHub" ? "/pulls" : "/pullrequests");

    private static (string Method, string Path) MergeOf(HostedClone clone, string kind, int number) =>
        kind == "GitHub" ? ("PUT", $"{Pulls(clone, kind)}/{number}/merge") : ("PATCH", $"{Pulls(clone, kind)}/{number}");

    /// <summary>How a kind of host asks to wait.</summary>
    private static string Limit(string kind, int seconds, string times) => kind == "GitHub"
        ? $"@{{ fault = 'status'; status = 403; message = 'API rate limit exceeded for user ID 1003.'; headers = @{{ 'x-ratelimit-remaining' = '0'; 'x-ratelimit-reset' = 'in:{seconds}' }}; times = {times} }}"
        : $"@{{ fault = 'status'; status = 429; retry_after = {seconds}; headers = @{{ 'X-RateLimit-Remaining' = '0'; 'X-RateLimit-Limit' = '200' }}; body = @{{ message = 'TF400733: The request has been canceled.' }}; times = {times} }}";

    /// <summary>Requests of a method to exactly this path.</summary>
    private static long Count(FaultedSandbox faults, string method, string path) => faults.Run(
        "(Invoke-CpdRestMethod -Session test -Path \"/_sandbox/requests?method=$($args[0])&path=$([uri]::EscapeDataString($args[1]))\").requests | ForEach-Object { $_.path }", method, path).Count(line => line.ToString().Split('?')[0].Equals(path, StringComparison.OrdinalIgnoreCase));
}
