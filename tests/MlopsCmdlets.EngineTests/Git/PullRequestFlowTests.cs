using System.Diagnostics;
using System.Management.Automation;
using System.Text.RegularExpressions;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Git;

/// <summary>The way from a feature's branch to production, by two users, on each kind of Git host.</summary>
public sealed class PullRequestFlowTests(SandboxFixture sandbox)
{
    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void A_change_goes_by_pull_requests_and_no_environment_is_left_out(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        Engine engine = clone.Engine;
        string head = clone.Change("optimize-churn-model", "0.4", "0.2");

        PSObject opened = engine.Run("New-MlopsPullRequest -Title 'Larger training set' -Summary 'test_size as agreed'").ThrowIfFailed().Single();
        Assert.Equal(("optimize-churn-model", "dev", head), (opened.Properties["Head"].Value, opened.Properties["Base"].Value, opened.Properties["HeadCommit"].Value));
        string body = (string)opened.Properties["Body"].Value;
        Assert.StartsWith("test_size as agreed", body, StringComparison.Ordinal);
        Assert.Contains("test_size=0.2", body, StringComparison.Ordinal);

        engine.SetVariable("opened", opened);
        Assert.Equal(opened.Properties["Number"].Value, engine.Run("New-MlopsPullRequest -Title again").Single("Number")); // the same one
        Assert.Equal("OwnPullRequest", engine.Run("$opened | Approve-MlopsPullRequest").ErrorId);
        Assert.Equal("BranchOrder", engine.Run("New-MlopsPullRequest -Head dev -Base prd").ErrorId);
        PSObject change = engine.Run("Compare-MlopsNotebook -PullRequest $opened").ThrowIfFailed().Single();
        Assert.Equal("Edited", change.Properties["Kind"].Value.ToString());

        engine.Run("$opened | Approve-MlopsPullRequest -GitHost lead -Comment fine").ThrowIfFailed();
        PSObject merged = engine.Run("$opened | Merge-MlopsPullRequest -GitHost lead -DeleteBranch").ThrowIfFailed().Single();
        Assert.Equal("Merged", merged.Properties["State"].Value.ToString());
        Assert.NotNull(merged.Properties["MergeCommit"].Value);
        clone.Fetch();
        Assert.Contains("test_size=0.2", clone.Git(clone.Folder, "show", "refs/remotes/origin/dev:churn.ipynb"), StringComparison.Ordinal);
        engine.SetVariable("merged", merged);
        Assert.Single(engine.Run("Compare-MlopsNotebook -PullRequest $merged").ThrowIfFailed()); // also when the base has it

        Assert.Equal("uat", engine.Run("New-MlopsPullRequest -Head dev -GitHost datascientist").Single("Base"));
        Assert.Single(engine.Run("Get-MlopsPullRequest").ThrowIfFailed());
        Assert.Equal(2, engine.Run("Get-MlopsPullRequest -State All").ThrowIfFailed().Count);
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void A_protected_environment_waits_for_approval_and_for_its_gate(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        Engine engine = clone.Engine;
        clone.Change("work", "0.4", "0.3");
        // Not by the lead: who pushed last to a head is no reviewer of it where stale approvals are dismissed.
        engine.Run("New-MlopsPullRequest | Merge-MlopsPullRequest -GitHost admin").ThrowIfFailed();

        RunResult protect = engine.Run("Protect-MlopsBranch -Name uat, prd -GitHost admin -RequirePullRequest -Approvals 1 -RequireStatus mlops/uat-gate -DismissStale");
        Assert.Empty(protect.Errors);
        Assert.Equal(["uat", "prd"], protect.Output.Select(r => (string)r.Properties["Branch"].Value));
        Assert.False((bool)engine.Run("Protect-MlopsBranch -Name uat -GitHost admin -RequirePullRequest -Approvals 1 -RequireStatus mlops/uat-gate -DismissStale").Single("Changed")!);
        string shown = engine.Show("Protect-MlopsBranch -Name uat -GitHost admin -RequirePullRequest -WarningAction SilentlyContinue");
        Assert.Contains("RequirePullRequest", shown, StringComparison.Ordinal);
        Assert.All(shown.Split('\n'), line => Assert.True(Plain(line).Length <= 80, line));

        engine.SetVariable("request", engine.Run("New-MlopsPullRequest -Head dev").ThrowIfFailed().Single());
        RunResult early = engine.Run("$request | Merge-MlopsPullRequest -GitHost lead -TimeoutSec 1");
        Assert.Contains(early.ErrorId, new[] { "ReviewsMissing", "ChecksMissing", "NotMergeable" });
        engine.Run("$request | Approve-MlopsPullRequest -GitHost lead").ThrowIfFailed();
        Assert.Contains(engine.Run("$request | Merge-MlopsPullRequest -GitHost lead -TimeoutSec 1").ErrorId, new[] { "ChecksMissing", "WaitTimeout" });
        engine.Run("Set-MlopsStatus -Context mlops/uat-gate -PullRequest $request -Outcome Succeeded -Description 'all gates passed' -GitHost lead").ThrowIfFailed();
        PSObject merged = engine.Run("$request | Merge-MlopsPullRequest -GitHost lead").ThrowIfFailed().Single();
        Assert.Equal("Merged", merged.Properties["State"].Value.ToString());

        Assert.Empty(engine.Run("Unprotect-MlopsBranch prd -GitHost admin -Confirm:$false").Errors);
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void A_comment_replaces_its_earlier_one_and_a_head_that_moved_is_not_merged(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        Engine engine = clone.Engine;
        clone.Change("work", "0.4", "0.3");
        engine.SetVariable("request", engine.Run("New-MlopsPullRequest").ThrowIfFailed().Single());

        PSObject first = engine.Run("'# One' | Add-MlopsPullRequestComment -InputObject $request -Key report").ThrowIfFailed().Single();
        PSObject second = engine.Run("'# Two' | Add-MlopsPullRequestComment -InputObject $request -Key report").ThrowIfFailed().Single();
        Assert.Equal(("Added", "Updated"), (first.Properties["Change"].Value.ToString(), second.Properties["Change"].Value.ToString()));
        Assert.Equal(first.Properties["Id"].Value, second.Properties["Id"].Value);
        Assert.StartsWith("https://", second.Properties["WebUrl"].Value.ToString(), StringComparison.Ordinal);

        clone.Git(clone.Folder, "commit", "--quiet", "--allow-empty", "-m", "Moved");
        clone.Push("work");
        Assert.Equal("HeadMoved", engine.Run("$request | Merge-MlopsPullRequest -GitHost lead").ErrorId);
        Assert.Equal("HeadMoved", engine.Run("$request | Approve-MlopsPullRequest -GitHost lead").ErrorId);
        Assert.Equal("Closed", engine.Run("$request | Close-MlopsPullRequest").Single("State")!.ToString());
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void Names_are_completed_hostile_titles_harmless_and_tokens_nowhere(string kind)
    {
        using var clone = new HostedClone(sandbox, kind);
        Engine engine = clone.Engine;
        clone.Change("work", "0.4", "0.3");
        string hostile = "x\u001b]0;owned\u0007##vso[task.complete]";
        engine.Run("New-MlopsPullRequest -Title $args[0] -Body b", hostile).ThrowIfFailed();

        string shown = engine.Show("Get-MlopsPullRequest");
        Assert.DoesNotContain("\u001b]0", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", shown, StringComparison.Ordinal);
        Assert.All(shown.Split('\n'), line => Assert.True(Plain(line).Length <= 80, line));
        Assert.Equal(["admin", "datascientist", "lead"], Complete(engine, "Get-MlopsPullRequest -GitHost "));
        Assert.Contains("uat", Complete(engine, "Get-MlopsPullRequest -Base u"));
        Assert.Contains("work", Complete(engine, "Compare-MlopsNotebook churn.ipynb -From w"));

        string token = engine.Run("$sandbox.GitUsers | Where-Object Login -eq lead | ForEach-Object { [System.Net.NetworkCredential]::new('', $_.Token).Password }").ThrowIfFailed().Single().ToString();
        string all = engine.Show("Get-MlopsGitHost | Format-List *; Get-MlopsGitHost | ForEach-Object { $_.PSObject.Properties | ForEach-Object { \"$($_.Value)\" } }; Get-MlopsPullRequest -GitHost lead -Verbose 4>&1");
        Assert.Contains("lead", all, StringComparison.Ordinal);
        Assert.DoesNotContain(token, all, StringComparison.Ordinal);
    }

    [Fact]
    public void An_agents_token_connects_and_says_what_it_lacks()
    {
        using Engine engine = sandbox.Connect();
        string token = engine.Run("(Invoke-CpdRestMethod -Path /_sandbox/git).tokens | Where-Object label -eq pipeline | ForEach-Object token").ThrowIfFailed().Single().ToString();
        try
        {
            Environment.SetEnvironmentVariable("GITHUB_TOKEN", token);
            Environment.SetEnvironmentVariable("GITHUB_SERVER_URL", sandbox.Url.GetLeftPart(UriPartial.Authority));

            PSObject host = engine.Run("Connect-MlopsGitHost -FromPipeline -Kind GitHub -CaCertificate $sandbox.CaCertificate -PassThru 6>$null").ThrowIfFailed().Single();

            Assert.Equal("GitHub", host.Properties["Kind"].Value.ToString());
            Assert.NotEmpty((string)host.Properties["UserName"].Value);
            Assert.Contains((IEnumerable<string>)host.Properties["Lacks"].Value, lack => lack.Contains("Protect-MlopsBranch", StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GITHUB_TOKEN", null);
            Environment.SetEnvironmentVariable("GITHUB_SERVER_URL", null);
        }
    }

    [Theory]
    [InlineData("GitHub", "expired", "GitHostAuthenticationFailed")]
    [InlineData("AzureRepos", "expired", "GitHostAuthenticationFailed")]
    public void A_token_that_ended_connects_nowhere(string kind, string label, string error)
    {
        using Engine engine = sandbox.Connect();
        string token = engine.Run("(Invoke-CpdRestMethod -Path /_sandbox/git).tokens | Where-Object label -eq $args[0] | ForEach-Object token", label).ThrowIfFailed().Single().ToString();

        RunResult result = engine.Run(
            "$url = if ($args[0] -eq 'GitHub') { $sandbox.GitHubUrl } else { $sandbox.AzureReposUrl }; Connect-MlopsGitHost -Kind $args[0] -Url $url -Token ([System.Net.NetworkCredential]::new('', $args[1]).SecurePassword) -CaCertificate $sandbox.CaCertificate", kind, token);

        Assert.Equal(error, result.ErrorId);
        Assert.DoesNotContain(token, string.Join("\n", result.Errors.Select(e => $"{e}\n{e.Exception}")), StringComparison.Ordinal);
        Assert.Empty(engine.Run("Get-MlopsGitHost").ThrowIfFailed());
    }

    [Fact]
    public void Without_a_connection_the_error_says_what_to_run()
    {
        using var engine = new Engine();
        RunResult result = engine.Run("Get-MlopsPullRequest -Repository a/b");

        Assert.Equal("NoGitHost", result.ErrorId);
        Assert.Contains("Connect-MlopsGitHost", result.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>In a process of its own: import, environments, connections' list and gates need nothing of Git.</summary>
    [Fact]
    public async Task Libraries_of_Git_are_loaded_only_where_they_are_needed()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("t.ps1", $$"""
            Import-Module '{{Built.Manifest}}'
            'import: ' + (([AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }) -join ' ')
            Get-MlopsGitHost; Get-CpdSession; Disconnect-MlopsGitHost
            New-MlopsGate -Merged | Out-Null
            try { Get-MlopsPullRequest -Repository a/b } catch { }
            'later: ' + (([AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }) -join ' ')
            """);
        using Process host = Process.Start(new ProcessStartInfo("dotnet", [Built.HostProgram, script]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        string[] lines = (await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.TrimEntries);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        string[] import = lines.Single(l => l.StartsWith("import: ", StringComparison.Ordinal)).Split(' ');
        string[] later = lines.Single(l => l.StartsWith("later: ", StringComparison.Ordinal)).Split(' ');
        Assert.Contains("MlopsCmdlets.Promotion", import);
        Assert.DoesNotContain(import, name => name is "MlopsCmdlets.Git" or "MlopsCmdlets.Http" or "Octokit" or "LibGit2Sharp" or "RestSharp");
        Assert.DoesNotContain(later, name => name is "Octokit" or "LibGit2Sharp" or "RestSharp");
    }

    private static string[] Complete(Engine engine, string line) =>
        [.. engine.Run("[System.Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, $null).CompletionMatches | ForEach-Object CompletionText", line).ThrowIfFailed().Select(o => o.ToString())];

    private static string Plain(string text) => Regex.Replace(text, "\u001b\\[[0-9;]*m", "");
}
