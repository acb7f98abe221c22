using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Planning;

/// <summary>Plans and decisions about them, between two clusters with users of their own.</summary>
public sealed class PlanningTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly Engine _engine;
    private readonly string _folder = Directory.CreateTempSubdirectory("planning").FullName;
    private readonly string _space;

    public PlanningTests(SandboxFixture uat)
    {
        _engine = uat.Connect(width: 80);
        _engine.SetVariable("folder", _folder);
        // The second cluster, with an author who makes plans and a lead who approves them.
        _engine.Run("""
            $prd = Start-MlopsSandbox -UserName root -TimeoutSec 120
            $prd | Connect-Cpd -Name root | Out-Null
            function Login($name) { [pscredential]::new($name, [System.Net.NetworkCredential]::new('', 'Pass-w0rd-1').SecurePassword) }
            foreach ($name in 'author', 'lead') {
                Invoke-CpdRestMethod -Session root -Method Post -Path /icp4d-api/v1/users -Body @{ user_name = $name; displayName = $name; email = "$name@example.com"; password = 'Pass-w0rd-1'; user_roles = @('User') } | Out-Null
            }
            $space = New-CpdSpace -Session root -Name prd-space -Production
            Add-CpdMember -Session root -Space $space -User author, lead -Role Editor -Force | Out-Null
            Connect-Cpd -Url $prd.Url -Credential (Login lead) -CaCertificate $prd.CaCertificate -Name lead | Out-Null
            Connect-Cpd -Url $prd.Url -Credential (Login author) -CaCertificate $prd.CaCertificate -Name author | Out-Null
            """).ThrowIfFailed();
        _space = "prd-space";
        var url = (Uri)_engine.Run("$prd.Url").ThrowIfFailed().Single().BaseObject;
        File.WriteAllText(Path.Combine(_folder, "mlops.json"), JsonSerializer.Serialize(new
        {
            version = 1,
            environments = new object[]
            {
                new { name = "uat", url = uat.Url.GetLeftPart(UriPartial.Authority), space = "churnUATspace" },
                new { name = "prd", url = url.GetLeftPart(UriPartial.Authority), space = _space, predecessor = "uat", production = true, approvals = 1 },
            },
        }));
        _engine.Run("$ExecutionContext.SessionState.Path.SetLocation($folder) | Out-Null").ThrowIfFailed();
    }

    public void Dispose()
    {
        _engine.Run("$ExecutionContext.SessionState.Path.SetLocation('/') | Out-Null; $prd | Stop-MlopsSandbox -Confirm:$false");
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_plan_is_made_shown_written_and_decided_about()
    {
        PSObject plan = _engine.Run("New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction -Asset churn-warehouse, refresh_churn_data.py -Deployment ChurnPrd -ServingName churn_prd -Path plan.json -Confirm:$false -OutVariable plan").ThrowIfFailed().Single();
        Assert.Equal("author", _engine.Run("$plan.Author").Single("UserName"));

        string view = _engine.Show("$plan");
        Assert.All(view.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 80, line));
        Assert.Contains("uat → prd  PRODUCTION", view, StringComparison.Ordinal);
        Assert.Contains("+ wml_model 'ChurnPrediction'", view, StringComparison.Ordinal);
        Assert.Contains("= software_specification 'pmml-3.0_4.3'", view, StringComparison.Ordinal);
        Assert.Contains("+ deployment 'ChurnPrd' is created with the serving name 'churn_prd'", view, StringComparison.Ordinal);
        Assert.Contains("Set-CpdConnection", view, StringComparison.Ordinal);
        Assert.DoesNotContain("uat-Sample-Secret-1", view + File.ReadAllText(Path.Combine(_folder, "plan.json")), StringComparison.Ordinal);

        // The author cannot, another user can; the server says who it was.
        Assert.Equal("ApprovalRefused", _engine.Run("Approve-MlopsPromotionPlan -Path plan.json -Session author -Confirm:$false").ErrorId);
        PSObject approval = _engine.Run("Approve-MlopsPromotionPlan -Path plan.json -Session lead -Comment 'looks good' -Confirm:$false -OutVariable approval").ThrowIfFailed().Single();
        Assert.Equal(plan.Properties["Hash"].Value, approval.Properties["PlanHash"].Value);
        Assert.Equal("lead", _engine.Run("$approval.By").Single("UserName"));
        Assert.Contains("looks good", _engine.Show("$approval"), StringComparison.Ordinal);
        Assert.Equal("Denied", _engine.Run("$plan | Deny-MlopsPromotionPlan -Session author -Confirm:$false").Single("Decision")!.ToString());

        // A denial is in the record also when a command behind the cmdlet has enough.
        _engine.Run("foreach ($once in 1) { $plan | Deny-MlopsPromotionPlan -Session author -Confirm:$false | ForEach-Object { break } }").ThrowIfFailed();
        Assert.Equal(["Denial", "Denial"], _engine.Run("Get-MlopsPromotion prd -Session lead").ThrowIfFailed().Select(entry => entry.Properties["Kind"].Value.ToString()));

        // Decisions are bookkeeping: they are no part of comparisons and copies.
        Assert.DoesNotContain(_engine.Run("Compare-CpdSpace -Space prd-space -Session root -DestinationSpace churnUATspace -DestinationSession test").ThrowIfFailed(), o => o.ToString()!.Contains("mlops-approval", StringComparison.Ordinal));
    }

    [Fact]
    public void Edited_truncated_newer_and_existing_files_are_refused()
    {
        _engine.Run("New-MlopsPromotionPlan uat prd ChurnPrediction -Path plan.json -Confirm:$false | Out-Null").ThrowIfFailed();
        Assert.Equal("FileExists", _engine.Run("New-MlopsPromotionPlan uat prd ChurnPrediction -Path plan.json -Confirm:$false").ErrorId);
        string path = Path.Combine(_folder, "plan.json"), text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("\"requiredApprovals\": 1", "\"requiredApprovals\": 0", StringComparison.Ordinal));
        Assert.Equal("PlanEdited", _engine.Run("Approve-MlopsPromotionPlan -Path plan.json -Session lead -Confirm:$false").ErrorId);
        File.WriteAllText(path, text[..^40]);
        Assert.Equal("MalformedDocument", _engine.Run("Approve-MlopsPromotionPlan -Path plan.json -Session lead -Confirm:$false").ErrorId);
        File.WriteAllText(path, text.Replace("\"form\": 1", "\"form\": 9", StringComparison.Ordinal));
        Assert.Equal("NewerDocument", _engine.Run("Approve-MlopsPromotionPlan -Path plan.json -Session lead -Confirm:$false").ErrorId);

        // An edit that also takes the stated hash away makes another plan: nobody approved it.
        JsonObject edited = JsonNode.Parse(text)!.AsObject();
        edited.Remove("sha256");
        edited["requiredApprovals"] = 0;
        File.WriteAllText(path, edited.ToJsonString());
        Assert.NotEqual(JsonNode.Parse(text)!["sha256"]!.ToString(), _engine.Run("Deny-MlopsPromotionPlan -Path plan.json -Session lead -Confirm:$false").Single("PlanHash"));
    }

    [Theory]
    [InlineData("New-MlopsPromotionPlan uat prd nowhere", "NameNotFound")]
    [InlineData("New-MlopsPromotionPlan uat uat ChurnPrediction", "SameContainer")]
    [InlineData("New-MlopsPromotionPlan uat prd customer_churn.csv", "NameNotFound")]
    [InlineData("New-MlopsPromotionPlan uat prd ChurnPrediction -ServingName x", "PlanNotPossible")]
    [InlineData("New-MlopsPromotionPlan uat prd ChurnPrediction -SourceSession lead", "NoSessionForEnvironment")]
    public void What_cannot_be_planned_is_an_error_with_its_own_id(string script, string id) => Assert.Equal(id, _engine.Run(script).ErrorId);

    [Fact]
    public void An_environment_without_a_session_is_named()
    {
        _engine.Run("Disconnect-Cpd -Session test; Get-CpdSession | Where-Object Name -ne 'author' | Disconnect-Cpd");
        RunResult result = _engine.Run("New-MlopsPromotionPlan uat prd ChurnPrediction");
        Assert.Equal("NoSessionForEnvironment", result.ErrorId);
        Assert.Contains("'uat'", result.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_completed_from_the_environments_spaces()
    {
        // What does not come within half a second is not offered: on a busy machine one asks again, as a user does.
        string[] Until(string name, string line) => Enumerable.Range(0, 40).Select(_ => Complete(line)).FirstOrDefault(names => names.Contains(name)) ?? [];
        string[] Complete(string line) => [.. _engine.Run("(TabExpansion2 -inputScript $args[0] -cursorColumn $args[0].Length).CompletionMatches.CompletionText", line).ThrowIfFailed().Select(o => o.ToString()!)];
        Assert.Equal(["prd", "uat"], Complete("New-MlopsPromotionPlan -Source "));
        Assert.Contains("ChurnPrediction", Until("ChurnPrediction", "New-MlopsPromotionPlan -Source uat -Model "));
        Assert.Contains("customer_churn.csv", Until("customer_churn.csv", "New-MlopsPromotionPlan -Source uat -Asset "));
    }
}
