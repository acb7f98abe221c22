using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Releases;

/// <summary>The whole path against the releases that differ most; all other tests use 4.8.</summary>
public sealed class ReleaseTests
{
    [Theory]
    [InlineData("4.0")]
    [InlineData("5.3")]
    public void From_connecting_to_scoring(string release)
    {
        using var engine = new Engine();
        using var folder = new TemporaryFolder();
        engine.SetVariable("folder", folder.Root);
        engine.SetVariable("file", Path.Combine(Built.RepositoryRoot, "module", "examples", "churn_score.json"));
        try
        {
            engine.Run("Start-MlopsSandbox -Seed churn -Release $args[0] -TimeoutSec 120 | Connect-Cpd", release).ThrowIfFailed();

            RunResult report = engine.Run("Test-CpdSession -Space churnUATspace, churn_prod_space");
            Assert.StartsWith(release, (string)report.Single("Release")!, StringComparison.Ordinal);
            Assert.True((bool)report.Single("IsReady")!, string.Join("; ", (string[])report.Single("Lacks")!));
            Assert.Equal(["testing", "production"], engine.Run("Get-CpdSpace -Name churn* | ForEach-Object Stage").ThrowIfFailed().Select(s => s.ToString()));

            Copies(engine, "Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -All -Force", "Added", 4);
            Copies(engine, "Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -All -Force", "Unchanged", 4);
            Copies(engine, "New-CpdSpace -Name other; Copy-CpdAsset -Project churn-dev -DestinationSpace other -All -WarningAction Ignore | Where-Object Action -ne Skipped", "Added", null);
            engine.Run("Export-CpdAsset -Space churnUATspace -Type wml_model, data_asset, script -Path $folder/x.zip; New-CpdSpace -Name third").ThrowIfFailed();
            Copies(engine, "Import-CpdAsset -Path $folder/x.zip -DestinationSpace third", "Added", 3);

            RunResult deployed = engine.Run("$deployment = Get-CpdModel -Space churn_prod_space -Name ChurnPrediction | New-CpdDeployment -Online -Name churn -ServingName churn_release -HardwareSpecification S -Force; $deployment");
            Assert.Equal("ready", deployed.Single("State")!.ToString());
            IReadOnlyList<PSObject> scored = engine.Run("Invoke-CpdScore -Deployment $deployment -Path $file").ThrowIfFailed();
            Assert.Equal(2, scored.Count);
            Assert.All(scored, row => Assert.Contains(row.Properties["Prediction"].Value, new object[] { "T", "F" }));

            // What the strict bodies of 5.3 and the older lists of 4.0 could break.
            engine.Run("""
                New-CpdProject -Name release-check | Out-Null
                New-CpdConnection -Space other -Name store -DatasourceType postgresql -Property @{ host = 'db.example.com'; port = 5432; database = 'd' } | Out-Null
                New-CpdModel -Space other -Name again -Path (Save-CpdModel -InputObject ChurnPrediction -Space churnUATspace -Path $folder/m.xml) -Type pmml_4.2.1 -SoftwareSpecification pmml-3.0_4.3 | Out-Null
                Get-CpdDeployment -Space churn_prod_space | Set-CpdDeployment -Description changed -Force | Out-Null
                Get-CpdSoftwareSpecification -Name pmml-3.0_4.3 | Out-Null
                Get-CpdProject -Name release-check | Remove-CpdProject -Force
                Remove-CpdSpace -Space other -Force
                """).ThrowIfFailed();
        }
        finally
        {
            engine.Run("Stop-MlopsSandbox").ThrowIfFailed();
        }
    }

    private static void Copies(Engine engine, string script, string action, int? count)
    {
        PSObject[] copies = [.. engine.Run(script).ThrowIfFailed().Where(o => o.Properties["Action"] is not null)];
        Assert.NotEmpty(copies);
        Assert.All(copies, copy => Assert.Equal(action, copy.Properties["Action"].Value.ToString()));
        if (count is not null)
            Assert.Equal(count, copies.Length);
    }
}
