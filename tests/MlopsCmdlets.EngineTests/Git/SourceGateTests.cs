using System.Management.Automation;
using System.Text.Json.Nodes;
using MlopsCmdlets.EngineTests.Promoting;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Git;

/// <summary>Gates about source in a whole promotion: between two clusters, over each kind of Git host, with a plan that another user approves.</summary>
public sealed class SourceGateTests(TwoClusters clusters) : IClassFixture<TwoClusters>
{
    private const string With = "-Path $folder/plan.json -ConfigurationPath $clone/mlops.json -SourceSession uat -DestinationSession prd";
    private const string Apply = "Invoke-MlopsPromotion " + With + " -SmokeData $folder/smoke.csv -Confirm:$false -ErrorAction Continue";

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureRepos")]
    public void A_model_reaches_production_when_its_commit_is_reviewed_checked_and_merged(string kind)
    {
        using TwoClusters.Scene scene = clusters.Open();
        using HostedClone clone = Open(scene, kind);
        string commit = TrainFrom(scene, clone);
        Assert.Equal($"mlops-commit-{commit}", scene.Run("(Get-CpdModel -Session uat -Space $uatSpace -Name ChurnPrediction).Tags | Where-Object { $_ -like 'mlops-commit-*' }").ThrowIfFailed().Single().ToString());
        Plan(scene);
        scene.Run("Approve-MlopsPromotionPlan -Path $folder/plan.json -ConfigurationPath $clone/mlops.json -Session approver -Comment fine -Confirm:$false").ThrowIfFailed();

        // Nothing is known of the commit yet.
        Assert.Equal(["ci Failed", "merged Failed", "review Failed"], Source(scene));
        RunResult stopped = scene.Run(Apply);
        Assert.Equal("PromotionStopped", stopped.ErrorId);
        Assert.Equal(2, Assert.Single(stopped.Output).Properties["ExitCode"].Value);
        Assert.DoesNotContain("ChurnPrediction", scene.State(), StringComparison.Ordinal);

        // Opened, and red.
        scene.Run("$global:request = New-MlopsPullRequest -Head uat -Base prd -GitHost datascientist").ThrowIfFailed();
        scene.Run("Set-MlopsStatus -Context mlops/uat-gate -PullRequest $request -Outcome Failed -Description 'AUC 0.6' -GitHost lead").ThrowIfFailed();
        Assert.Equal(["ci Failed", "merged Failed", "review Failed"], Source(scene));
        Assert.Contains("red: mlops/uat-gate", Evidence(scene, "ci"), StringComparison.Ordinal);
        Assert.Contains("0 of 1 approvals", Evidence(scene, "review"), StringComparison.Ordinal);

        // Green, but on another commit.
        scene.Run("Set-MlopsStatus -Context mlops/uat-gate -Commit dev -Outcome Succeeded -GitHost lead").ThrowIfFailed();
        Assert.Contains("red: mlops/uat-gate", Evidence(scene, "ci"), StringComparison.Ordinal);
        scene.Run("Set-MlopsStatus -Context mlops/uat-gate -PullRequest $request -Outcome Succeeded -Description 'AUC 0.9' -GitHost lead").ThrowIfFailed();
        Assert.Equal(["ci Passed", "merged Failed", "review Failed"], Source(scene));

        scene.Run("$request | Approve-MlopsPullRequest -GitHost lead").ThrowIfFailed();
        Assert.Equal(["ci Passed", "merged Failed", "review Passed"], Source(scene));
        Assert.Equal("PromotionStopped", scene.Run(Apply).ErrorId);
        Assert.Equal(false, scene.Run($"Test-MlopsGate {With} -Quiet").ThrowIfFailed().Single().BaseObject);

        scene.Run("$request | Merge-MlopsPullRequest -GitHost lead -Force").ThrowIfFailed();
        Assert.Equal(["ci Passed", "merged Passed", "review Passed"], Source(scene));
        PSObject result = scene.Run("$global:result = " + Apply + "; $result").ThrowIfFailed().Single();
        Assert.Equal("Succeeded", result.Properties["Outcome"].Value.ToString());

        // What the gates saw stays in the record and stands in the report.
        string record = string.Join("\n", scene.Run("(Get-MlopsPromotion -Environment prd -ConfigurationPath $clone/mlops.json -Session prd).Gates | ForEach-Object { \"$($_.Name) $($_.Outcome): $($_.Evidence)\" }").ThrowIfFailed().Select(l => l.ToString()));
        Assert.Contains("review Passed", record, StringComparison.Ordinal);
        Assert.Contains($"{clone.Repository}#{scene.Run("$request.Number").ThrowIfFailed().Single()} at {commit[..10]} is approved by lead", record, StringComparison.Ordinal);
        Assert.Contains($"mlops/uat-gate is green on {commit[..10]}", record, StringComparison.Ordinal);
        Assert.Contains($"{commit[..10]} is in 'prd'", record, StringComparison.Ordinal);
        string report = string.Concat(scene.Run("$result, $result.Gates | Export-MlopsReport -AsMarkdown").ThrowIfFailed().Select(l => l.ToString()));
        Assert.Contains("is approved by lead", report, StringComparison.Ordinal);
        Assert.All(scene.Engine.Show($"Test-MlopsGate {With}").Split('\n'), line => Assert.True(Plain(line).Length <= 80, line));
    }

    [Fact]
    public void A_model_without_a_commit_or_a_host_is_not_let_through_and_the_reason_says_what_to_do()
    {
        using TwoClusters.Scene scene = clusters.Open();
        using HostedClone clone = Open(scene, "GitHub");
        Plan(scene);
        Assert.Equal(["ci NotRun", "merged NotRun", "review NotRun"], Source(scene));
        Assert.Contains("-Commit", Evidence(scene, "ci"), StringComparison.Ordinal);

        TrainFrom(scene, clone);
        Plan(scene);
        scene.Run("Get-MlopsGitHost | Disconnect-MlopsGitHost").ThrowIfFailed();
        Assert.Equal(["ci NotRun", "merged NotRun", "review NotRun"], Source(scene));
        Assert.Contains("no connection with a Git host", Evidence(scene, "ci"), StringComparison.Ordinal);
        Assert.Equal("PromotionStopped", scene.Run(Apply).ErrorId);
    }

    /// <summary>A repository on the host, and in its clone an mlops.json whose prd has the three gates and asks for one approval of the plan.</summary>
    private HostedClone Open(TwoClusters.Scene scene, string kind)
    {
        scene.Engine.SetVariable("sandbox", clusters.Uat);
        scene.Run("$sandbox | Connect-Cpd -Name test").ThrowIfFailed();
        var clone = new HostedClone(scene.Engine, TwoClusters.UrlOf(clusters.Uat), kind);
        scene.Engine.SetVariable("clone", clone.Folder);
        scene.Engine.SetVariable("approver", "approver" + Guid.NewGuid().ToString("N")[..8]);
        scene.Run("""
            Invoke-CpdRestMethod -Session prd -Method Post -Path /icp4d-api/v1/users -Body @{ user_name = $approver; displayName = $approver; email = "$approver@example.com"; password = 'Pass-w0rd-1'; user_roles = @('User') } | Out-Null
            Add-CpdMember -Session prd -Space $prdSpace -User $approver -Role Editor -Force | Out-Null
            Connect-Cpd -Url $prdbox.Url -Credential ([pscredential]::new($approver, [System.Net.NetworkCredential]::new('', 'Pass-w0rd-1').SecurePassword)) -CaCertificate $prdbox.CaCertificate -Name approver | Out-Null
            """).ThrowIfFailed();
        var environments = new JsonObject
        {
            ["version"] = 1,
            ["environments"] = new JsonArray(
                new JsonObject { ["name"] = "uat", ["url"] = TwoClusters.UrlOf(clusters.Uat).ToString(), ["space"] = scene.UatSpace, ["branch"] = "uat" },
                new JsonObject
                {
                    ["name"] = "prd", ["url"] = TwoClusters.UrlOf(clusters.Prd).ToString(), ["space"] = scene.PrdSpace, ["branch"] = "prd", ["predecessor"] = "uat", ["approvals"] = 1,
                    ["gates"] = new JsonArray(
                        new JsonObject { ["kind"] = "pullRequest", ["name"] = "review" },
                        new JsonObject { ["kind"] = "checks", ["name"] = "ci", ["checks"] = new JsonArray("mlops/uat-gate") },
                        new JsonObject { ["kind"] = "branch", ["name"] = "merged" }),
                }),
        };
        File.WriteAllText(Path.Combine(clone.Folder, "mlops.json"), environments.ToJsonString());
        return clone;
    }

    /// <summary>Commits a change of the notebook into uat and ties the model to it.</summary>
    private static string TrainFrom(TwoClusters.Scene scene, HostedClone clone)
    {
        string environments = Path.Combine(clone.Folder, "mlops.json");
        string text = File.ReadAllText(environments);
        clone.Git(clone.Folder, "checkout", "--quiet", "--", "mlops.json");
        clone.Change("uat", "0.4", "0.2", from: "uat");
        File.WriteAllText(environments, text);
        clone.Git(clone.Folder, "commit", "--quiet", "--all", "-m", "Environments");
        clone.Push("uat");
        RunResult tied = scene.Run("Get-CpdModel -Session uat -Space $uatSpace -Name ChurnPrediction | Set-CpdModel -Commit HEAD");
        tied.ThrowIfFailed();
        Assert.Empty(tied.Warnings);
        return clone.Git(clone.Folder, "rev-parse", "HEAD");
    }

    private static void Plan(TwoClusters.Scene scene) => scene.Run(
        "New-MlopsPromotionPlan -Source uat -Destination prd -SourceSession uat -DestinationSession prd -Model ChurnPrediction -Deployment ChurnProd -ServingName $args[0] -Path $folder/plan.json -ConfigurationPath $clone/mlops.json -Force",
        "churn_" + scene.PrdSpace[4..20]).ThrowIfFailed();

    /// <summary>How the gates about source stand, by name.</summary>
    private static IEnumerable<string> Source(TwoClusters.Scene scene) => scene.Run($"Test-MlopsGate {With} | Where-Object Kind -in pullRequest, checks, branch | ForEach-Object {{ \"$($_.Name) $($_.Outcome)\" }}")
        .ThrowIfFailed().Select(l => l.ToString()).Order(StringComparer.Ordinal);

    private static string Evidence(TwoClusters.Scene scene, string gate) =>
        scene.Run($"(Test-MlopsGate {With} | Where-Object Name -eq {gate}).Evidence").ThrowIfFailed().Single().ToString();

    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*m", "");
}
