using System.Management.Automation;
using System.Text.Json.Nodes;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Conventions;

/// <summary>-WhatIf of every cmdlet that changes something: the server sees no request that could change anything.</summary>
public sealed class WhatIfTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly Engine _engine;
    private readonly string _folder = Directory.CreateTempSubdirectory("whatif").FullName;

    public WhatIfTests(SandboxFixture sandbox) => _engine = sandbox.Connect();

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void No_request_that_changes_anything_leaves_the_process()
    {
        string file = Path.Combine(_folder, "file.py");
        File.WriteAllText(file, "print(1)");
        string bundle = Path.Combine(_folder, "bundle.zip");
        _engine.Run("""
            $model = Get-CpdModel -Space churnUATspace -Name ChurnPrediction
            $deployment = $model | New-CpdDeployment -Online -Name w
            $function = New-CpdFunction -Space churnUATspace -Name f -Path $args[0] -SoftwareSpecification runtime-23.1-py3.10
            Export-CpdAsset -Space churnUATspace -Name customer_churn.csv -Path $args[1]
            """, file, bundle).ThrowIfFailed();
        _engine.SetVariable("file", file);
        _engine.SetVariable("bundle", bundle);
        _engine.SetVariable("folder", _folder);
        string notebook = Path.Combine(_folder, "n.ipynb");
        const string notebookText = """{"cells":[{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":"test_size = 0.4"}],"metadata":{},"nbformat":4,"nbformat_minor":4}""";
        File.WriteAllText(notebook, notebookText);
        _engine.SetVariable("notebook", notebook);
        WritePullRequest();
        Clone();
        WritePlan();
        _engine.SetVariable("environments", Path.Combine(_folder, "mlops.json"));
        _engine.Run("Lock-MlopsEnvironment prd -Purpose p -ConfigurationPath $environments").ThrowIfFailed();
        IReadOnlyDictionary<string, string> calls = Calls();
        SandboxFixture.Control(_engine, "Delete", "/_sandbox/requests");

        foreach (string call in calls.Values)
            _engine.Run($"$WhatIfPreference = $false; {call} -WhatIf").ThrowIfFailed();

        PSObject log = SandboxFixture.Control(_engine, "Get", "/_sandbox/requests").Single();
        string[] changing = [.. ((object[])log.Properties["requests"].Value).Cast<PSObject>()
            .Select(r => $"{r.Properties["method"].Value} {r.Properties["path"].Value}")
            .Where(r => !r.StartsWith("GET ", StringComparison.Ordinal) && !r.StartsWith("HEAD ", StringComparison.Ordinal) && !r.EndsWith("/search", StringComparison.Ordinal)
                && !r.EndsWith("/git-upload-pack", StringComparison.Ordinal))]; // a fetch
        Assert.Empty(changing);
        Assert.Equal(5, Directory.GetFiles(_folder).Length);
        Assert.Equal(["clone"], Directory.GetDirectories(_folder).Select(Path.GetFileName));
        Assert.Equal("two True dev, one, two", _engine.Run("$r = Get-MlopsRepository -RepositoryPath $folder/clone; \"$($r.Branch) $($r.IsDirty) $((Get-MlopsBranch -RepositoryPath $folder/clone | Where-Object IsLocal | ForEach-Object Name) -join ', ')\"").ThrowIfFailed().Single().ToString());
        _engine.Run("Unlock-MlopsEnvironment prd -ConfigurationPath $environments").Single("Purpose");
        Assert.Equal(notebookText, File.ReadAllText(notebook));

        // Nobody forgets a new cmdlet here.
        IEnumerable<string> all = _engine.Run("Get-Command -Module MlopsCmdlets | Where-Object { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object Name").ThrowIfFailed().Select(o => o.ToString());
        Assert.Equal(all.Where(n => !n.EndsWith("MlopsSandbox", StringComparison.Ordinal)).Order(StringComparer.Ordinal), calls.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A connection with the sandbox's GitHub, and somebody else's pull request there, which is known as an object.</summary>
    private void WritePullRequest()
    {
        _engine.Run("""
            $sandbox | Connect-MlopsGitHost -UserName admin
            $type = (Get-Command Get-MlopsPullRequest).OutputType[0].Type
            $name = $type.GetProperty('Repository').PropertyType
            $request = [Activator]::CreateInstance($type, @([Activator]::CreateInstance($name, @('churn-upstream', 'mlops-churn-prediction')), 7, 'title', $type.GetProperty('State').PropertyType.GetEnumValues()[0]))
            $type.GetProperty('WebUrl').SetValue($request, [uri] "$($sandbox.GitHubUrl)churn-upstream/mlops-churn-prediction/pull/7")
            """).ThrowIfFailed();
    }

    /// <summary>A clone with two branches of its own and a change that is not committed.</summary>
    private void Clone()
    {
        _engine.Run("New-MlopsRepository -Clone churn-upstream/mlops-churn-prediction -Path $folder/clone -Branch dev | Out-Null").ThrowIfFailed();
        File.AppendAllText(Path.Combine(_folder, "clone", ".git", "config"), "[user]\n\tname = w\n\temail = w@example.com\n");
        _engine.Run("'one', 'two' | ForEach-Object { New-MlopsFeatureBranch $_ -RepositoryPath $folder/clone | Out-Null }").ThrowIfFailed();
        File.WriteAllText(Path.Combine(_folder, "clone", "x.txt"), "x");
    }

    /// <summary>Two environments, and a plan that another user made.</summary>
    private void WritePlan()
    {
        string url = _engine.Run("(Get-CpdSession).Url.GetLeftPart('Authority')").ThrowIfFailed().Single().ToString();
        File.WriteAllText(
            Path.Combine(_folder, "mlops.json"),
            $$$"""{"version":1,"environments":[{"name":"uat","url":"{{{url}}}","space":"churnUATspace"},{"name":"prd","url":"{{{url}}}","space":"churn_prod_space"}]}""");
        string path = Path.Combine(_folder, "plan.json");
        _engine.Run("New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction -Path $args[0] -ConfigurationPath $folder/mlops.json -Confirm:$false", path).ThrowIfFailed();
        JsonObject plan = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        plan.Remove("sha256");
        plan["author"]!["userId"] = "1";
        File.WriteAllText(path, plan.ToJsonString());
    }

    private static Dictionary<string, string> Calls() => new(StringComparer.Ordinal)
    {
        ["Invoke-CpdRestMethod"] = "Invoke-CpdRestMethod -Method Delete -Path /v2/spaces/x",
        ["New-CpdSpace"] = "New-CpdSpace -Name x",
        ["Set-CpdSpace"] = "Set-CpdSpace -Space churnUATspace -Description x",
        ["Remove-CpdSpace"] = "Remove-CpdSpace -Space churn_prod_space",
        ["New-CpdProject"] = "New-CpdProject -Name x",
        ["Set-CpdProject"] = "Set-CpdProject -Project churn-dev -Description x",
        ["Remove-CpdProject"] = "Remove-CpdProject -Project churn-dev",
        ["Add-CpdMember"] = "Add-CpdMember -Space churn_prod_space -User admin",
        ["Set-CpdMember"] = "Set-CpdMember -Space churn_prod_space -Name admin -Role Viewer",
        ["Remove-CpdMember"] = "Remove-CpdMember -Space churn_prod_space -Name admin",
        ["Copy-CpdAsset"] = "Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -All",
        ["Export-CpdAsset"] = "Export-CpdAsset -Space churnUATspace -Name customer_churn.csv -Path $folder/new.zip",
        ["Import-CpdAsset"] = "Import-CpdAsset -Path $bundle -DestinationSpace churn_prod_space",
        ["Save-CpdAsset"] = "Save-CpdAsset -InputObject customer_churn.csv -Space churnUATspace -Path $folder/new.csv",
        ["Remove-CpdAsset"] = "Remove-CpdAsset -InputObject customer_churn.csv -Space churnUATspace",
        ["New-CpdDataAsset"] = "New-CpdDataAsset -Space churn_prod_space -Path $file",
        ["New-CpdConnection"] = "New-CpdConnection -Space churn_prod_space -Name x -DatasourceType postgresql -Property @{ host = 'h' }",
        ["Set-CpdConnection"] = "Set-CpdConnection -InputObject churn-warehouse -Space churnUATspace -Description x",
        ["Remove-CpdConnection"] = "Remove-CpdConnection -InputObject churn-warehouse -Space churnUATspace",
        ["New-CpdModel"] = "New-CpdModel -Space churn_prod_space -Path $file -Type pmml_4.2.1 -SoftwareSpecification pmml-3.0_4.3",
        ["Set-CpdModel"] = "$model | Set-CpdModel -Description x",
        ["Remove-CpdModel"] = "$model | Remove-CpdModel",
        ["Save-CpdModel"] = "$model | Save-CpdModel -Path $folder/new.xml",
        ["New-CpdModelRevision"] = "$model | New-CpdModelRevision",
        ["New-CpdFunction"] = "New-CpdFunction -Space churn_prod_space -Path $file -SoftwareSpecification runtime-23.1-py3.10",
        ["Set-CpdFunction"] = "$function | Set-CpdFunction -Path $file",
        ["Remove-CpdFunction"] = "$function | Remove-CpdFunction",
        ["Save-CpdFunction"] = "$function | Save-CpdFunction -Path $folder/new.gz",
        ["New-CpdScript"] = "New-CpdScript -Space churn_prod_space -Path $file -SoftwareSpecification runtime-23.1-py3.10",
        ["Set-CpdScript"] = "Set-CpdScript -InputObject refresh_churn_data.py -Space churnUATspace -Path $file",
        ["Remove-CpdScript"] = "Remove-CpdScript -InputObject refresh_churn_data.py -Space churnUATspace",
        ["Save-CpdScript"] = "Save-CpdScript -InputObject refresh_churn_data.py -Space churnUATspace -Path $folder/new.py",
        ["New-CpdDeployment"] = "$model | New-CpdDeployment -Online -Name x",
        ["Set-CpdDeployment"] = "$deployment | Set-CpdDeployment -Model $model",
        ["Measure-MlopsModel"] = "@{ Prediction = 'T'; CHURN = 'T' }, @{ Prediction = 'F'; CHURN = 'F' } | Measure-MlopsModel -LabelColumn CHURN -SaveBaseline $folder/baseline.json",
        ["Export-MlopsReport"] = "@{ Prediction = 'T'; CHURN = 'T' }, @{ Prediction = 'F'; CHURN = 'F' } | Measure-MlopsModel -LabelColumn CHURN | Export-MlopsReport -Path $folder/report.html",
        ["New-MlopsEnvironment"] = "New-MlopsEnvironment -Name dev -Url https://cpd.example.com -Space x -ConfigurationPath $environments",
        ["Lock-MlopsEnvironment"] = "Lock-MlopsEnvironment prd -Purpose x -ConfigurationPath $environments",
        ["Unlock-MlopsEnvironment"] = "Unlock-MlopsEnvironment prd -ConfigurationPath $environments",
        ["Set-MlopsNotebook"] = "Set-MlopsNotebook -Path $notebook -Variable @{ test_size = 0.2 }",
        ["New-MlopsPromotionPlan"] = "New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction -Path $folder/new.json -ConfigurationPath $folder/mlops.json",
        ["Approve-MlopsPromotionPlan"] = "Approve-MlopsPromotionPlan -Path $folder/plan.json -ConfigurationPath $folder/mlops.json",
        ["Deny-MlopsPromotionPlan"] = "Deny-MlopsPromotionPlan -Path $folder/plan.json -ConfigurationPath $folder/mlops.json",
        ["Invoke-MlopsPromotion"] = "Invoke-MlopsPromotion -Path $folder/plan.json -ConfigurationPath $folder/mlops.json",
        ["Undo-MlopsPromotion"] = "Undo-MlopsPromotion -Environment prd -ConfigurationPath $folder/mlops.json",
        ["New-MlopsPullRequest"] = "New-MlopsPullRequest -Repository churn-upstream/mlops-churn-prediction -Head dev -Base uat -Body x -WarningAction SilentlyContinue",
        ["Approve-MlopsPullRequest"] = "Approve-MlopsPullRequest -InputObject $request",
        ["Deny-MlopsPullRequest"] = "Deny-MlopsPullRequest -InputObject $request -Comment x",
        ["Merge-MlopsPullRequest"] = "Merge-MlopsPullRequest -InputObject $request",
        ["Close-MlopsPullRequest"] = "Close-MlopsPullRequest -InputObject $request",
        ["Add-MlopsPullRequestComment"] = "Add-MlopsPullRequestComment -InputObject $request -Markdown x",
        ["Set-MlopsStatus"] = "Set-MlopsStatus x -PullRequest $request -Outcome Pending",
        ["Protect-MlopsBranch"] = "Protect-MlopsBranch uat -Repository churn-upstream/mlops-churn-prediction -RequirePullRequest",
        ["Unprotect-MlopsBranch"] = "Unprotect-MlopsBranch uat -Repository churn-upstream/mlops-churn-prediction",
        ["New-MlopsRepository"] = "New-MlopsRepository -Clone churn-upstream/mlops-churn-prediction -Path $folder/second",
        ["New-MlopsFeatureBranch"] = "New-MlopsFeatureBranch three -Force -RepositoryPath $folder/clone",
        ["Save-MlopsChange"] = "Save-MlopsChange x -RepositoryPath $folder/clone",
        ["Publish-MlopsBranch"] = "Publish-MlopsBranch -RepositoryPath $folder/clone",
        ["Remove-MlopsBranch"] = "Remove-MlopsBranch one -RepositoryPath $folder/clone",
        ["New-MlopsTag"] = "New-MlopsTag t -RepositoryPath $folder/clone",
        ["Remove-CpdDeployment"] = "$deployment | Remove-CpdDeployment",
    };
}
