using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Promoting;

/// <summary>Who tries to get around a promotion's rules: decisions that vanish, clocks that lie, gates that never answer, models that are worse.</summary>
public sealed class GovernanceTests(TwoClusters clusters) : IClassFixture<TwoClusters>
{
    private const string Where = "-ConfigurationPath $folder/mlops.json";
    private const string Apply = $"Invoke-MlopsPromotion -Path $folder/plan.json {Where} -SmokeData $folder/smoke.csv -Confirm:$false -ErrorAction Continue";
    private const string Decisions = "Get-CpdAsset -Session prd -Space $prdSpace -Name 'mlops-approval*'";

    [Fact]
    public void A_denial_that_somebody_removed_still_stops_the_plan()
    {
        using TwoClusters.Scene scene = clusters.Open();
        string plan = Text(scene.Plan(), "Hash");
        scene.Run($"Deny-MlopsPromotionPlan -Path $folder/plan.json {Where} -Comment 'recall is too low' -Confirm:$false").ThrowIfFailed();
        PSObject denial = scene.Run($"Get-MlopsPromotion prd {Where}").ThrowIfFailed().Single();
        Assert.Equal(("Denial", "Stopped", plan), (Text(denial, "Kind"), Text(denial, "Outcome"), Text(denial, "PlanHash")));

        Assert.NotEmpty(scene.Run(Decisions).ThrowIfFailed());
        scene.Run($"{Decisions} | Remove-CpdAsset -Force").ThrowIfFailed();
        Assert.Empty(scene.Run(Decisions).ThrowIfFailed());
        Assert.Equal("Failed", Text(scene.Run($"Test-MlopsGate -Path $folder/plan.json {Where} | Where-Object Name -eq approval").ThrowIfFailed().Single(), "Outcome"));
        RunResult stopped = scene.Run(Apply);

        Assert.Equal("PromotionStopped", stopped.ErrorId);
        Assert.Contains("recall is too low", stopped.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("removed from the space", stopped.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("", scene.State());
        Assert.Equal(["Promotion", "Denial"], scene.Run($"(Get-MlopsPromotion prd {Where}).Kind").ThrowIfFailed().Select(kind => kind.ToString()));
        Assert.Equal("Intact", scene.Run($"Test-MlopsPromotionRecord prd {Where} -ExpectedHead $args[0]", Text(denial, "Hash")).Single("State")!.ToString());
        Assert.All(scene.Engine.Show($"Get-MlopsPromotion prd {Where}").Split('\n'), line => Assert.True(Plain(line).Length <= 80, line));
        // Who takes the entry out as well leaves a gap.
        string name = Text(denial, "Hash")[..16];
        scene.Run("""
            $id = (Get-CpdSpace -Session prd -Name $prdSpace).Id
            Invoke-CpdRestMethod -Session prd -Method Delete -Path "/v2/asset_files/mlops%2Frecord%2Fprd%2F00000001-$($args[0]).json?space_id=$id" -Confirm:$false
            """, name).ThrowIfFailed();
        Assert.Equal("Broken", scene.Run($"Test-MlopsPromotionRecord prd {Where}").Single("State")!.ToString());
        Assert.Contains(scene.Run(Apply).Warnings, warning => warning.Contains("is not intact", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_that_is_over_by_the_clusters_clock_is_refused_whatever_this_machine_thinks()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Plan();
        SetClock(scene, TimeSpan.FromDays(30));

        RunResult refused = scene.Run(Apply);

        Assert.Equal("PlanExpired", refused.ErrorId);
        Assert.Contains(refused.Warnings, warning => warning.Contains("behind that of 'prd'", StringComparison.Ordinal));
        Assert.Equal("", scene.State());
    }

    [Fact]
    public void A_wrong_clock_of_this_machine_opens_no_freeze_window_and_ends_no_plan()
    {
        using TwoClusters.Scene scene = clusters.Open();
        // As if this machine were 30 days ahead: by its clock, the plan is over before it is applied.
        SetClock(scene, TimeSpan.FromDays(-30));
        PSObject plan = scene.Plan("-ValidFor 1.00:00:00");
        DateTimeOffset clusters30 = TimeProvider.System.GetUtcNow().AddDays(-30);
        Assert.InRange((DateTimeOffset)plan.Properties["CreatedAt"].Value, clusters30.AddHours(-1), clusters30.AddHours(1));
        Freeze(scene, clusters30.AddDays(-1), clusters30.AddDays(1));
        Assert.Contains("freeze", scene.Run(Apply).Errors.Single().ToString(), StringComparison.Ordinal);
        Freeze(scene, TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));

        PSObject applied = scene.Run(Apply).ThrowIfFailed().Single();

        Assert.Equal("Succeeded", Text(applied, "Outcome"));
        PSObject entry = scene.Run($"Get-MlopsPromotion prd {Where} -Last 1").ThrowIfFailed().Single();
        Assert.InRange((DateTimeOffset)entry.Properties["EndedAt"].Value, clusters30.AddHours(-1), clusters30.AddHours(1));
        // The age of a lock is told by the same clock.
        PSObject held = scene.Run($"Lock-MlopsEnvironment prd {Where} -Purpose repair").ThrowIfFailed().Single();
        Assert.InRange((DateTimeOffset)held.Properties["Since"].Value, clusters30.AddHours(-1), clusters30.AddHours(1));
        scene.Run($"Unlock-MlopsEnvironment prd {Where}").ThrowIfFailed();
    }

    [Fact]
    public async Task A_gate_that_blocks_in_foreign_code_does_not_keep_the_promotion_from_its_orderly_stop()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Serve();
        string before = scene.Serves();
        scene.Plan();
        using var release = new ManualResetEventSlim();
        scene.Engine.SetVariable("release", release);
        using TwoClusters.Scene watcher = clusters.Open();
        watcher.Engine.SetVariable("folder", scene.Folder.Root);

        Task<RunResult> applying = Task.Run(() => scene.Run(Apply + " -Gate (New-MlopsGate -Name blocker -ScriptBlock { $release.Wait(); 'late' } -TimeoutSec 1)"));
        try
        {
            // While the gate still blocks the pipeline of the command, the failure is recorded and the lock given back.
            bool Ended() => watcher.Run($"Get-MlopsPromotion prd {Where} | Where-Object Outcome -eq Stopped").ThrowIfFailed().Count > 0 && Claims(watcher, scene.PrdSpace) == 0;
            for (int i = 0; i < 120 && !Ended() && !applying.IsCompleted; i++)
                await Task.Delay(500, TestContext.Current.CancellationToken);
            Assert.True(Ended());
        }
        finally
        {
            release.Set();
        }
        RunResult stopped = await applying;
        Assert.Equal("PromotionStopped", stopped.ErrorId);
        Assert.Contains("did not answer within 1 s", stopped.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(before, scene.Serves());
    }

    [Fact]
    public void An_isolated_gate_that_blocks_in_foreign_code_is_left_behind()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Plan();
        using var release = new ManualResetEventSlim();
        scene.Engine.SetVariable("release", release);
        try
        {
            // Comes back although nobody lets the script go.
            IReadOnlyList<PSObject> results = scene.Run(
                $"Test-MlopsGate {Where} -Path $folder/plan.json -Gate (New-MlopsGate -Name blocker -Isolated -ArgumentList $release -TimeoutSec 1 -ScriptBlock {{ param($Plan, $Release) $Release.Wait(); 'late' }})").ThrowIfFailed();

            PSObject blocker = results[^1];
            Assert.Equal(("blocker", "Failed"), (blocker.Properties["Name"].Value, blocker.Properties["Outcome"].Value.ToString()));
            Assert.Contains("did not answer within 1 s", blocker.Properties["Evidence"].Value.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            release.Set();
        }
    }

    [Theory]
    [InlineData("{ param($Plan, $A, $B) \"$($Plan.Destination.Environment) $A $($B + 1) [$outer] $((Get-Command Get-CpdModel).Source) $((Get-CpdSession).Count)\" }", "Passed", "prd x 3 [] MlopsCmdlets 0")]
    [InlineData("{ $false }", "Failed", "the script gave back false")]
    [InlineData("{ throw 'no change ticket' }", "Failed", "no change ticket")]
    [InlineData("{ Get-CpdModel -Space churnUATspace }", "Failed", "There is no session")]
    public void An_isolated_script_has_the_module_and_its_arguments_and_nothing_of_the_caller(string script, string outcome, string evidence)
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Plan();

        PSObject result = scene.Run($"$outer = 'seen'; Test-MlopsGate {Where} -Path $folder/plan.json -Gate (New-MlopsGate -Name own -Isolated -ArgumentList 'x', 2 -TimeoutSec 60 -ScriptBlock {script})").ThrowIfFailed()[^1];

        Assert.Equal(("own", outcome), (result.Properties["Name"].Value, result.Properties["Outcome"].Value.ToString()));
        Assert.Contains(evidence, result.Properties["Evidence"].Value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_gate_scores_both_models_and_stops_the_one_that_is_worse()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Serve();
        string before = scene.Serves();
        scene.Run("""
            $global:examples = $args[0]
            New-CpdModel -Session uat -Space $uatSpace -Name ChurnQuick -Path "$examples/churn_regressed.pmml" -Type pmml_4.2 -SoftwareSpecification pmml-3.0_4.3 |
                New-CpdDeployment -Online -Name ChurnQuickTest | Out-Null
            $global:quality = New-MlopsGate -Metric accuracy -NotWorseBy 0.02 -Path "$examples/churn_holdout.csv" -LabelColumn CHURN -PositiveClass T
            """, Path.Combine(Built.ModuleFolder, "examples")).ThrowIfFailed();
        scene.Run($"New-MlopsPromotionPlan uat prd ChurnQuick -Deployment ChurnProd -Gate $quality -Path $folder/plan.json {Where} -Force").ThrowIfFailed();

        RunResult stopped = scene.Run(Apply);

        Assert.Equal("PromotionStopped", stopped.ErrorId);
        PSObject worse = Gate(stopped, "accuracy");
        Assert.Equal("Failed", Text(worse, "Outcome"));
        Assert.Contains("of the serving model by", Text(worse, "Evidence"), StringComparison.Ordinal);
        Assert.Contains("(280 rows of churn_holdout.csv)", Text(worse, "Evidence"), StringComparison.Ordinal);
        Assert.Equal(before, scene.Serves());

        // One that nobody deployed at the source cannot be measured: the gate says so, and does not pass.
        scene.Run($"New-MlopsPromotionPlan uat prd ChurnPrediction -Deployment ChurnProd -Gate $quality -Path $folder/plan.json {Where} -Force").ThrowIfFailed();
        Assert.Equal("NotRun", Text(Gate(scene.Run(Apply), "accuracy"), "Outcome"));
        scene.Run("Get-CpdModel -Session uat -Space $uatSpace -Name ChurnPrediction | New-CpdDeployment -Online -Name ChurnTest | Out-Null").ThrowIfFailed();
        RunResult applied = scene.Run(Apply);
        applied.ThrowIfFailed();
        Assert.Contains("is not worse than", Text(Gate(applied, "accuracy"), "Evidence"), StringComparison.Ordinal);
        Assert.NotEqual(before, scene.Serves());
    }

    private static PSObject Gate(RunResult result, string name) =>
        ((System.Collections.IEnumerable)Assert.Single(result.Output).Properties["Gates"].Value).Cast<object>().Select(PSObject.AsPSObject).Single(gate => Text(gate, "Name") == name);

    private static void SetClock(TwoClusters.Scene scene, TimeSpan ahead) =>
        scene.Fault("prd", string.Create(CultureInfo.InvariantCulture, $"@{{ fault='clock'; path='/**'; seconds={(long)ahead.TotalSeconds}; times='always' }}"));

    private static void Freeze(TwoClusters.Scene scene, DateTimeOffset from, DateTimeOffset to)
    {
        JsonNode file = JsonNode.Parse(File.ReadAllText(scene.Folder["mlops.json"]))!;
        string Local(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        file["environments"]![1]!["freeze"] = new JsonArray(new JsonObject { ["name"] = "year end", ["from"] = Local(from), ["to"] = Local(to) });
        scene.Folder.Write("mlops.json", file.ToJsonString());
    }

    private static int Claims(TwoClusters.Scene watcher, string space) => watcher.Run("""
        $id = (Get-CpdSpace -Session prd -Name $args[0]).Id
        (Invoke-CpdRestMethod -Session prd -Path "/v2/asset_files?space_id=$id&path=mlops/lock&flat=true").resources | Where-Object { $_.path -like 'mlops/lock/*' -and $_.type -ne 'folder' }
        """, space).ThrowIfFailed().Count;

    private static string Text(PSObject value, string property) => value.Properties[property]?.Value?.ToString() ?? "";

    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*m", "");
}
