using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Promoting;

/// <summary>Invoke- and Undo-MlopsPromotion, New- and Test-MlopsGate between two clusters.</summary>
public sealed class PromotionTests(TwoClusters clusters) : IClassFixture<TwoClusters>
{
    private const string Apply = "Invoke-MlopsPromotion -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -SmokeData $folder/smoke.csv -Confirm:$false -ErrorAction Continue";

    [Fact]
    public void A_model_is_created_switched_and_rolled_back_under_one_id()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Plan();
        PSObject created = scene.Run(Apply).ThrowIfFailed().Single();
        Assert.Equal(("Succeeded", 0), (Text(created, "Outcome"), created.Properties["ExitCode"].Value));
        string first = scene.Serves();
        string id = Text(scene.Run("(Get-CpdDeployment -Session prd -Space $prdSpace -Name ChurnProd)").ThrowIfFailed().Single(), "Id");

        // Again: nothing is done, and that is said.
        Assert.Equal("AlreadyApplied", Text(scene.Run(Apply).ThrowIfFailed().Single(), "Outcome"));

        scene.NewVersion("v2");
        scene.Plan();
        PSObject switched = scene.Run(Apply).ThrowIfFailed().Single();
        Assert.Equal("Succeeded", Text(switched, "Outcome"));
        Assert.NotEqual(first, scene.Serves());
        Assert.Equal(id, Text(scene.Run("(Get-CpdDeployment -Session prd -Space $prdSpace -Name ChurnProd)").ThrowIfFailed().Single(), "Id"));
        Assert.Equal(64, Text(switched, "Head").Length);

        PSObject undone = scene.Run("Undo-MlopsPromotion -Environment prd -ConfigurationPath $folder/mlops.json -SmokeData $folder/smoke.csv -Confirm:$false").ThrowIfFailed().Single();
        Assert.Equal(("Succeeded", first), (Text(undone, "Outcome"), scene.Serves()));
        Assert.Equal("AlreadyApplied", Text(scene.Run("Undo-MlopsPromotion -Environment prd -ConfigurationPath $folder/mlops.json -SmokeData $folder/smoke.csv -Confirm:$false -WarningAction SilentlyContinue").ThrowIfFailed().Single(), "Outcome"));

        Assert.Equal("PlanSuperseded", scene.Run(Apply).ErrorId);
        Assert.Equal(0, scene.Claims());
        Assert.DoesNotContain("export", scene.State(), StringComparison.Ordinal);
        Assert.DoesNotContain("mlops-smoke", scene.State(), StringComparison.Ordinal);
        Assert.All(scene.Engine.Show("$r = Undo-MlopsPromotion -Environment prd -ConfigurationPath $folder/mlops.json -SkipSmoke -Confirm:$false -WarningAction SilentlyContinue; $r; $r.Gates").Split('\n'), line => Assert.True(Plain(line).Length <= 80, line));
    }

    [Theory]
    [InlineData("Invoke-MlopsPromotion -Path $folder/no-such.json -ConfigurationPath $folder/mlops.json -Confirm:$false -ErrorAction Continue", "FileNotFound")]
    [InlineData("Invoke-MlopsPromotion -Path $folder/plan.json -SmokeData $folder/no-such.csv -ConfigurationPath $folder/mlops.json -Confirm:$false -ErrorAction Continue", "FileNotFound")]
    [InlineData("Undo-MlopsPromotion -Environment prd -SmokeData $folder/no-such.csv -ConfigurationPath $folder/mlops.json -Confirm:$false -ErrorAction Continue", "FileNotFound")]
    public void What_cannot_begin_is_a_result_too_so_that_no_script_ends_as_if_all_were_well(string script, string expected)
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Plan();

        RunResult result = scene.Run($"$result = {script}; $result.ExitCode");

        Assert.Equal(expected, result.ErrorId);
        Assert.Equal(1, Assert.Single(result.Output).BaseObject);
        Assert.DoesNotContain(scene.Run($"{script} -WhatIf").Output, output => output.BaseObject.GetType().Name == "PromotionResult");
    }

    [Fact]
    public void What_if_shows_the_plan_and_sends_nothing_that_changes()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Plan();
        scene.Run("'uat', 'prd' | ForEach-Object { Invoke-CpdRestMethod -Session $_ -Method Delete -Path /_sandbox/requests }").ThrowIfFailed();

        PSObject shown = scene.Run("Invoke-MlopsPromotion -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -WhatIf").ThrowIfFailed().Single();

        Assert.Equal("PromotionPlan", shown.BaseObject.GetType().Name);
        foreach (string cluster in new[] { "uat", "prd" })
            Assert.Equal(0L, Convert.ToInt64(scene.Run("(Invoke-CpdRestMethod -Session $args[0] -Path '/_sandbox/requests?changing=true').count", cluster).ThrowIfFailed().Single().BaseObject, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Gates_run_all_and_one_that_fails_stops_with_a_result_that_scripts_can_use()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Serve();
        string before = scene.Serves();
        scene.Plan("-Gate (New-MlopsGate -Schema)");
        scene.Run("""
            $global:gates = @(
                New-MlopsGate -Name thrower -ScriptBlock { throw 'no change ticket' }
                New-MlopsGate -Name liar -ScriptBlock { param($Plan) "saw $($Plan.Destination.Environment)"; $false }
                New-MlopsGate -Name hanger -ScriptBlock { while ($true) { } } -TimeoutSec 1
                New-MlopsGate -Name fine -ScriptBlock { 'all good' }
                New-MlopsGate -Metric accuracy -Minimum 0.5 -Severity Advisory
            )
            """).ThrowIfFailed();

        RunResult stopped = scene.Run(Apply + " -Gate $gates");

        PSObject result = Assert.Single(stopped.Output);
        Assert.Equal(("PromotionStopped", "Stopped", 2), (stopped.ErrorId, Text(result, "Outcome"), result.Properties["ExitCode"].Value));
        Assert.Same(result.BaseObject, stopped.Errors[0].TargetObject);
        PSObject[] gates = [.. ((System.Collections.IEnumerable)result.Properties["Gates"].Value).Cast<object>().Select(PSObject.AsPSObject)];
        Assert.Equal(
            ["approval Passed", "predecessor Passed", "freeze Passed", "expiry Passed", "schema Passed", "thrower Failed", "liar Failed", "hanger Failed", "fine Passed", "accuracy NotRun"],
            gates.Select(gate => $"{Text(gate, "Name")} {Text(gate, "Outcome")}"));
        Assert.Equal("no change ticket", Text(gates[5], "Evidence"));
        Assert.Equal("saw prd", Text(gates[6], "Evidence"));
        Assert.Equal(before, scene.Serves());
        // With Stop, the error still has the result.
        Assert.Equal("2", scene.Run("$ErrorActionPreference = 'Stop'; try { " + Apply.Replace("-ErrorAction Continue", "") + " -Gate $gates } catch { \"$($_.TargetObject.ExitCode)\" }").Output[^1].ToString());
        Assert.Equal(false, scene.Run("Test-MlopsGate -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -Gate $gates -Quiet").ThrowIfFailed().Single().BaseObject);
        Assert.Equal(true, scene.Run("Test-MlopsGate -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -Quiet").ThrowIfFailed().Single().BaseObject);
        Assert.All(scene.Engine.Show("Test-MlopsGate -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -Gate $gates").Split('\n'), line => Assert.True(Plain(line).Length <= 80, line));
    }

    [Fact]
    public void A_script_gate_of_a_plan_needs_the_same_script_again()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Plan("-Gate (New-MlopsGate -Name ticket -ScriptBlock { 'yes' })");
        Assert.Equal("PromotionStopped", scene.Run(Apply).ErrorId);
        Assert.Equal("PromotionStopped", scene.Run(Apply + " -Gate (New-MlopsGate -Name ticket -ScriptBlock { 'no' })").ErrorId);
        scene.Run(Apply + " -Gate (New-MlopsGate -Name ticket -ScriptBlock { 'yes' })").ThrowIfFailed();
    }

    [Theory]
    [InlineData("@{ fault='status'; method='POST'; path='/ml/v4/deployments/*/predictions'; status=400; skip=1; times='always' }", "SmokeFailed")] // after the switch
    [InlineData("@{ fault='fail'; method='PATCH'; path='/ml/v4/deployments/*' }", "DeploymentFailed")]
    [InlineData("@{ fault='status'; method='PATCH'; path='/ml/v4/deployments/*'; status=403; times='always' }", "AccessDenied")] // read only at the switch
    [InlineData("@{ fault='status'; method='POST'; path='/v2/asset_imports'; status=403; times='always' }", "AccessDenied")] // read only from the transfer on
    [InlineData("@{ fault='status'; method='POST'; path='/ml/v4/deployments'; status=403; times='always' }", "AccessDenied")] // no temporary deployment
    public void When_switch_or_score_fails_the_earlier_model_serves(string rule, string id)
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Serve();
        string before = scene.Serves();
        scene.Plan();
        scene.Fault("prd", rule);

        RunResult failed = scene.Run(Apply);

        scene.NoFaults();
        Assert.Equal(id, failed.ErrorId);
        Assert.Equal(1, Assert.Single(failed.Output).Properties["ExitCode"].Value);
        Assert.Equal(before, scene.Serves());
        Assert.DoesNotContain("mlops-smoke", scene.State(), StringComparison.Ordinal);
        // And when the cluster is well again, the same plan goes through.
        scene.Run(Apply).ThrowIfFailed();
        Assert.NotEqual(before, scene.Serves());
    }

    [Fact]
    public void A_lock_that_somebody_takes_in_the_middle_stops_the_promotion_before_the_switch()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Serve();
        string before = scene.Serves();
        scene.Plan();
        // Gates run under the lock, and this one lets somebody else take it.
        scene.Run("""
            $global:thief = New-MlopsGate -Name thief -ScriptBlock {
                Unlock-MlopsEnvironment -Environment prd -ConfigurationPath $folder/mlops.json -Force -Confirm:$false | Out-Null
                Lock-MlopsEnvironment -Environment prd -ConfigurationPath $folder/mlops.json -Purpose 'urgent repair' | Out-Null
                'taken'
            }
            """).ThrowIfFailed();

        RunResult stopped = scene.Run(Apply + " -Gate $thief");

        Assert.Equal("LockLost", stopped.ErrorId);
        Assert.Equal(before, scene.Serves());
        Assert.DoesNotContain("mlops-smoke", scene.State(), StringComparison.Ordinal);
        // The lock of the other one stays, and stands in the way until it is given back.
        Assert.Equal("EnvironmentLocked", scene.Run(Apply).ErrorId);
        scene.Run("Unlock-MlopsEnvironment -Environment prd -ConfigurationPath $folder/mlops.json -Force -Confirm:$false").ThrowIfFailed();
        scene.Run(Apply).ThrowIfFailed();
        Assert.NotEqual(before, scene.Serves());
    }

    [Fact]
    public void Lost_replies_of_every_change_create_nothing_twice()
    {
        using TwoClusters.Scene whole = clusters.Open();
        whole.Serve();
        whole.Plan();
        whole.Run(Apply).ThrowIfFailed();
        string expected = whole.State();
        using TwoClusters.Scene scene = clusters.Open();
        scene.Serve();
        scene.Plan();
        foreach ((string cluster, string method, string path) in new[]
        {
            ("uat", "POST", "/v2/asset_exports"), ("prd", "POST", "/v2/asset_imports"), ("prd", "POST", "/ml/v4/deployments"), ("prd", "PATCH", "/ml/v4/deployments/*"), ("prd", "PUT", "/v2/asset_files/**"),
        })
            scene.Fault(cluster, $"@{{ fault='lost-reply'; method='{method}'; path='{path}' }}");

        scene.Run(Apply).ThrowIfFailed();

        Assert.Equal(expected, scene.State());
    }

    [Fact]
    public void A_model_that_is_removed_after_planning_is_drift()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Plan();
        scene.Run("Get-CpdModel -Session uat -Space $uatSpace -Name ChurnPrediction | Remove-CpdModel -Force").ThrowIfFailed();

        RunResult refused = scene.Run(Apply);

        Assert.Equal("PlanDrift", refused.ErrorId);
        Assert.Equal(1, refused.Output.Single().Properties["ExitCode"].Value);
    }

    [Fact]
    public void Who_says_no_changes_nothing()
    {
        using TwoClusters.Scene scene = clusters.Open();
        scene.Plan();
        scene.Engine.Host.Answers.Enqueue(2);

        Assert.Empty(scene.Run("Invoke-MlopsPromotion -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -SmokeData $folder/smoke.csv").ThrowIfFailed());

        Assert.Contains("promote 'ChurnPrediction' from 'uat'", Assert.Single(scene.Engine.Host.Questions), StringComparison.Ordinal);
        Assert.Equal("", scene.State());
    }

    [Fact]
    public void Rows_of_the_training_data_are_taken_where_none_are_given()
    {
        using TwoClusters.Scene scene = clusters.Open(production: true);
        scene.Plan();
        PSObject result = scene.Run("Invoke-MlopsPromotion -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -Confirm:$false").ThrowIfFailed().Single();
        Assert.Contains("training data 'customer_churn.csv'", scene.Run("($args[0].Steps | Where-Object { $_.Name -eq 'Smoke' }).Detail", result).ThrowIfFailed().Single().ToString(), StringComparison.Ordinal);
    }

    private static string Text(PSObject value, string property) => value.Properties[property]?.Value?.ToString() ?? "";

    private static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*m", "");
}
