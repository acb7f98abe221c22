using System.Management.Automation;
using System.Text.RegularExpressions;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Git;

/// <summary>The cmdlets for local repositories as a user calls them, against the sandbox's Git hosts.</summary>
public sealed class RepositoryCmdletTests : IDisposable
{
    private const string Upstream = "churn-upstream/mlops-churn-prediction";

    private readonly TemporaryFolder _folder = new();
    private readonly Engine _engine;

    public RepositoryCmdletTests(SandboxFixture sandbox)
    {
        foreach (string role in new[] { "AUTHOR", "COMMITTER" })
        {
            Environment.SetEnvironmentVariable($"GIT_{role}_NAME", "Data Scientist");
            Environment.SetEnvironmentVariable($"GIT_{role}_EMAIL", "ds@example.com");
        }

        _engine = new Engine(width: 80);
        _engine.SetVariable("sandbox", sandbox.Sandbox);
        _engine.SetVariable("clone", _folder["clone"]);
        _engine.SetVariable("name", "churn-team/r" + Guid.NewGuid().ToString("N"));
        _engine.Run("$sandbox | Connect-MlopsGitHost -UserName lead -Name lead; $sandbox | Connect-MlopsGitHost -UserName datascientist -Name scientist").ThrowIfFailed();
        _engine.Run("$PSDefaultParameterValues = @{ '*-Mlops*:RepositoryPath' = $clone }").ThrowIfFailed();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_change_goes_from_the_fork_to_the_pushed_branch_and_tag_and_every_view_fits()
    {
        var shown = new List<string>();
        foreach (string step in new[]
        {
            $"New-MlopsRepository -Fork {Upstream} -Path $clone -Branch dev -GitHost lead",
            "New-MlopsFeatureBranch optimize-churn-model",
            "Set-MlopsNotebook \"$clone/assets/notebooks/customer-churn-prediction.ipynb\" @{ test_size = 0.2 }",
            "Get-MlopsRepository",
            "(Get-MlopsRepository).Changes",
            "Save-MlopsChange 'Train on 80 percent'",
            "Publish-MlopsBranch",
            "Get-MlopsBranch",
            "Get-MlopsBranch -GitHost lead",
            "New-MlopsTag candidate-1 -ModelId 42 -Space churnUATspace -Metric @{ accuracy = 0.94 }",
        })
        {
            string text = _engine.Show(step);
            Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
            Assert.All(text.Split('\n'), l => Assert.True(Regex.Replace(l, "\u001b\\[[0-9;]*m", "").TrimEnd().Length <= 80, $"{step}: {l}"));
            shown.Add(text);
        }

        Assert.Contains("dev, prd, uat", shown[0], StringComparison.Ordinal);
        Assert.Contains("optimize-churn-model", shown[7], StringComparison.Ordinal);
        Assert.Equal("candidate-1\n\nModel-Id: 42\nSpace: churnUATspace\nMetric-accuracy: 0.94", Single("(New-MlopsTag candidate-1 -Commit optimize-churn-model -LocalOnly).Message"));
        Assert.Equal("optimize-churn-model", Single("(Get-MlopsBranch -GitHost lead optimize*).Name"));
        Assert.Equal("False", Single("(Get-MlopsRepository).IsDirty"));
        string token = (string)_engine.Run("$t = ($sandbox.GitUsers | Where-Object Login -eq datascientist).Token; [System.Net.NetworkCredential]::new('', $t).Password").ThrowIfFailed().Single().BaseObject;
        Assert.DoesNotContain(token, string.Concat(shown) + string.Concat(Directory.GetFiles(_folder["clone/.git"], "*", SearchOption.AllDirectories).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_that_holds_work_is_kept_and_a_merged_one_goes_on_both_sides()
    {
        Clone();
        _engine.Run("New-MlopsFeatureBranch one").ThrowIfFailed();
        File.WriteAllText(_folder["clone/x.txt"], "x");
        _engine.Run("Save-MlopsChange x; Publish-MlopsBranch").ThrowIfFailed();

        Assert.Equal("UnmergedBranch", _engine.Run("Remove-MlopsBranch one -Confirm:$false").ErrorId);
        _engine.Run("New-MlopsFeatureBranch two").ThrowIfFailed();
        _engine.Run("Remove-MlopsBranch two -WhatIf").ThrowIfFailed();
        Assert.Equal("two", Single("(Get-MlopsBranch two).Name"));
        _engine.Run("Remove-MlopsBranch two -Confirm:$false").ThrowIfFailed();
        Assert.Equal("BranchProtected", _engine.Run("Remove-MlopsBranch uat -Confirm:$false").ErrorId);
        _engine.Run("Remove-MlopsBranch one -Force").ThrowIfFailed();

        Assert.Equal("dev prd uat", Single("(Get-MlopsBranch -GitHost lead | ForEach-Object Name) -join ' '"));
        Assert.Equal("dev", Single("(Get-MlopsRepository).Branch"));
    }

    [Fact]
    public void Behind_a_command_that_found_no_file_nothing_is_committed()
    {
        Clone();
        File.WriteAllText(_folder["clone/x.txt"], "x");
        File.WriteAllText(_folder["clone/y.txt"], "y");
        _engine.SetVariable("y", new FileInfo(_folder["clone/y.txt"]));

        RunResult none = _engine.Run("@() | Where-Object { $_ } | Save-MlopsChange 'Notebooks'");

        Assert.Contains("nothing was committed", Assert.Single(none.Warnings).ToString(), StringComparison.Ordinal);
        Assert.Empty(none.ThrowIfFailed());
        Assert.Equal("y.txt", Single("($y | Save-MlopsChange 'One').Changes.Path"));
        Assert.Equal("x.txt", Single("(1 | ForEach-Object { Save-MlopsChange 'All' }).Changes.Path"));
    }

    [Theory]
    [InlineData("git@nowhere.invalid:team/churn.git", "git@nowhere.invalid git-upload-pack 'team/churn.git'")]
    [InlineData("ssh://git@nowhere.invalid/team/churn.git", "git@nowhere.invalid git-upload-pack '/team/churn.git'")]
    public void An_address_for_ssh_is_taken_as_it_is_given(string address, string called)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that stands for ssh is a script of Unix.");
        string ssh = _folder.Write("ssh", "#!/bin/sh\nfor a; do case \"$a\" in -*) ;; *) printf '%s ' \"$a\" >> called;; esac; done; exit 1\n".Replace("called;;", $"'{_folder["called"]}';;", StringComparison.Ordinal));
        _engine.SetVariable("ssh", ssh);
        _engine.SetVariable("address", address);

        RunResult failed = _engine.Run("$env:GIT_SSH_COMMAND = \"sh '$ssh'\"; $env:GIT_SSH_VARIANT = 'simple'; try { New-MlopsRepository -Clone $address -Path $clone -UseGit } finally { $env:GIT_SSH_COMMAND = $null; $env:GIT_SSH_VARIANT = $null }");

        Assert.Single(failed.Errors);
        Assert.Equal(called, File.ReadAllText(_folder["called"]).Trim());
    }

    [Fact]
    public void A_protected_branch_says_why_the_push_was_refused()
    {
        Clone();
        _engine.Run("Protect-MlopsBranch dev -Repository $name -RequirePullRequest -Approvals 1 -IncludeAdministrators -GitHost lead -Confirm:$false").ThrowIfFailed();
        File.WriteAllText(_folder["clone/x.txt"], "x");
        _engine.Run("Save-MlopsChange x").ThrowIfFailed();

        foreach (string how in new[] { "", " -UseGit" })
        {
            RunResult result = _engine.Run("Publish-MlopsBranch" + how);
            Assert.Equal("BranchProtected", result.ErrorId);
            Assert.Contains("pull request", result.Errors[0].ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("New-MlopsFeatureBranch 'a b'", "InvalidRefName")]
    [InlineData("New-MlopsFeatureBranch dev", "BranchExists")]
    [InlineData("New-MlopsFeatureBranch x -From uat", "GuardedBranch")]
    [InlineData("New-MlopsFeatureBranch x -From nowhere", "BranchNotFound")]
    [InlineData("New-MlopsFeatureBranch x -Remote nowhere", "RemoteNotSet")]
    [InlineData("Get-MlopsBranch nowhere", "NameNotFound")]
    [InlineData("Remove-MlopsBranch nowhere -Confirm:$false", "BranchNotFound")]
    [InlineData("Save-MlopsChange ' '", "InvalidArgument")]
    [InlineData("Save-MlopsChange x -Path \"$clone/nowhere\"", "FileNotFound")]
    [InlineData("New-MlopsTag x -Commit nowhere", "RevisionNotFound")]
    [InlineData("New-MlopsRepository -Clone churn-team/nowhere -Path \"$clone-2\"", "RemoteNotFound")]
    [InlineData("New-MlopsRepository -Clone $name -Path $clone", "CloneTargetExists")]
    [InlineData("New-MlopsRepository nowhere", "InvalidArgument")]
    [InlineData("Publish-MlopsBranch -RepositoryPath ([IO.Path]::GetTempPath())", "NotARepository")]
    public void A_failure_has_its_id(string script, string id)
    {
        Clone();

        Assert.Equal(id, _engine.Run(script).ErrorId);
    }

    [Fact]
    public void Findings_are_objects_and_WhatIf_changes_nothing()
    {
        Clone();
        File.WriteAllText(_folder["clone/key.txt"], "token = 'ghp_" + new string('a', 36) + "'\n");

        RunResult refused = _engine.Run("Save-MlopsChange x -WhatIf");
        string before = Single("(Get-MlopsRepository).Commit");
        foreach (string step in new[] { "Save-MlopsChange x -Skip Secrets", "New-MlopsFeatureBranch x -Force", "Publish-MlopsBranch", "New-MlopsTag x", "Remove-MlopsBranch dev -Force", "New-MlopsRepository churn-team/never" })
            Assert.Empty(_engine.Run(step + " -WhatIf").ThrowIfFailed());

        Assert.Equal("CommitChecksFailed", refused.ErrorId);
        Assert.Equal("Secrets", ((object[])refused.Errors[0].TargetObject).Select(t => PSObject.AsPSObject(t).Properties["Name"].Value.ToString()).Single());
        Assert.DoesNotContain("ghp_a", refused.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal((before, "key.txt", "dev"), (Single("(Get-MlopsRepository).Commit"), Single("(Get-MlopsRepository).Changes.Path"), Single("(Get-MlopsRepository).Branch")));
    }

    [Fact]
    public void The_environments_of_mlops_json_say_where_work_begins()
    {
        Clone();
        File.WriteAllText(_folder["clone/mlops.json"], """
            { "version": 1, "environments": [
              { "name": "dev", "url": "https://c.example.com", "space": "d", "branch": "uat" },
              { "name": "live", "url": "https://c.example.com", "space": "l", "branch": "dev", "predecessor": "dev", "production": true } ] }
            """);

        Assert.Equal("GuardedBranch", _engine.Run("New-MlopsFeatureBranch x -From dev -Force").ErrorId);
        Assert.Equal(Single("(Get-MlopsBranch uat).Commit"), Single("(New-MlopsFeatureBranch x -Force).Commit"));
    }

    [Fact]
    public void Branches_are_completed_from_the_clone()
    {
        Clone();

        string line = $"Publish-MlopsBranch -RepositoryPath '{_folder["clone"]}' -Name u";
        Assert.Equal("uat", Single($"[System.Management.Automation.CommandCompletion]::CompleteInput(\"{line}\", {line.Length}, $null).CompletionMatches.CompletionText"));
    }

    [Fact]
    public void A_local_repository_gets_a_place_on_a_host_with_all_branches()
    {
        Clone();
        _engine.Run("New-MlopsFeatureBranch extra").ThrowIfFailed();

        PSObject made = _engine.Run("New-MlopsRepository ($name + '-copy') -From $clone -GitHost lead").ThrowIfFailed().Single();

        Assert.Equal("dev extra", string.Join(' ', (IEnumerable<string>)made.Properties["Branches"].Value));
    }

    /// <summary>A repository of its own on the host, and a clone of it on dev.</summary>
    private void Clone() => _engine.Run("""
        $sandbox | Connect-Cpd
        $null = Invoke-CpdRestMethod -Method POST -Path /_sandbox/git/repositories -Body @{ owner = 'churn-team'; name = $name.Substring(11); default_branch = 'prd'; branches = 'dev', 'uat', 'prd'; files = @{ 'model.txt' = 'test_size=0.4' } }
        $null = New-MlopsRepository -Clone $name -Path $clone -Branch dev
        """).ThrowIfFailed();

    private string Single(string script) => _engine.Run(script).ThrowIfFailed().Single().ToString();
}
