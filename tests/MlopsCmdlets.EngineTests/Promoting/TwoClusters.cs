using System.Management.Automation;
using System.Text.Json.Nodes;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Promoting;

/// <summary>Two clusters with users of their own: uat with the churn example, and one for production, in which each test has a space of its own.</summary>
public sealed class TwoClusters : IDisposable
{
    private readonly Engine _owner = new();

    public TwoClusters()
    {
        Uat = _owner.Run("Start-MlopsSandbox -Seed churn -UserName uatadmin -TimeoutSec 180").ThrowIfFailed().Single();
        Prd = _owner.Run("Start-MlopsSandbox -UserName prdadmin -TimeoutSec 180").ThrowIfFailed().Single();
    }

    public PSObject Uat { get; }

    public PSObject Prd { get; }

    /// <summary>A session with both clusters and a folder with mlops.json, whose prd is a new space of the second cluster.</summary>
    internal Scene Open(bool production = false, int approvals = 0) => new(this, production, approvals);

    public void Dispose()
    {
        _owner.Run("Stop-MlopsSandbox");
        _owner.Dispose();
    }

    internal static Uri UrlOf(PSObject sandbox) => (Uri)sandbox.Properties["Url"].Value;

    /// <summary>One test's view of the two clusters.</summary>
    internal sealed class Scene : IDisposable
    {
        private readonly TwoClusters _clusters;

        public Scene(TwoClusters clusters, bool production, int approvals)
        {
            _clusters = clusters;
            Engine.SetVariable("uatbox", clusters.Uat);
            Engine.SetVariable("prdbox", clusters.Prd);
            Engine.SetVariable("folder", Folder.Root);
            Engine.Run("$uatbox | Connect-Cpd -Name uat; $prdbox | Connect-Cpd -Name prd").ThrowIfFailed();
            // Spaces stay small: nothing of a test is in the way of the next.
            UatSpace = "uat-" + Guid.NewGuid().ToString("N");
            PrdSpace = "prd-" + Guid.NewGuid().ToString("N");
            Engine.SetVariable("uatSpace", UatSpace);
            Engine.SetVariable("prdSpace", PrdSpace);
            Engine.Run("""
                New-CpdSpace -Session uat -Name $uatSpace | Out-Null
                New-CpdSpace -Session prd -Name $prdSpace | Out-Null
                Copy-CpdAsset -Session uat -Space churnUATspace -DestinationSpace $uatSpace -DestinationSession uat -Name ChurnPrediction, customer_churn.csv | Out-Null
                Get-CpdModel -Session uat -Space $uatSpace -Name ChurnPrediction | Save-CpdModel -Path $folder/model.pmml | Out-Null
                """).ThrowIfFailed();
            Folder.Write("mlops.json", Environments(clusters, production, approvals).ToJsonString());
            Folder.Write("smoke.csv", string.Join('\n', File.ReadLines(SaveRows()).Take(4)) + "\n");
        }

        public Engine Engine { get; } = new(width: 80);

        public TemporaryFolder Folder { get; } = new();

        public string UatSpace { get; }

        public string PrdSpace { get; }

        public RunResult Run(string script, params object?[] arguments) => Engine.Run(script, arguments);

        /// <summary>Makes a plan of what is in uat now, to plan.json.</summary>
        public PSObject Plan(string further = "") =>
            Run($"New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction -Deployment ChurnProd -ServingName $args[0] -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -Force {further}", "churn_" + PrdSpace[4..20]).ThrowIfFailed().Single();

        /// <summary>Lets an earlier version serve in prd, so that the promotion has something to switch.</summary>
        public void Serve()
        {
            NewVersion("prd", PrdSpace, "v0");
            Run("Get-CpdModel -Session prd -Space $prdSpace -Name ChurnPrediction | New-CpdDeployment -Online -Name ChurnProd -ServingName $args[0] -Force | Out-Null", "churn_" + PrdSpace[4..20]).ThrowIfFailed();
        }

        /// <summary>A new version of the model in uat; the present one is superseded.</summary>
        public void NewVersion(string version)
        {
            Run("Get-CpdModel -Session uat -Space $uatSpace -Name ChurnPrediction | Set-CpdModel -Tag mlops-superseded | Out-Null").ThrowIfFailed();
            NewVersion("uat", UatSpace, version);
        }

        /// <summary>What the deployment serves: the description of its model.</summary>
        public string Serves() => (string?)Run("""
            $d = Get-CpdDeployment -Session prd -Space $prdSpace -Name ChurnProd
            (Get-CpdAsset -Session prd -Space $prdSpace -Id $d.AssetId).Id
            """).ThrowIfFailed().Single().BaseObject ?? "";

        public void Fault(string cluster, string rule) => Run($"Invoke-CpdRestMethod -Session {cluster} -Method Post -Path /_sandbox/faults -Body {rule} | Out-Null").ThrowIfFailed();

        public void NoFaults() => Run("'uat', 'prd' | ForEach-Object { Invoke-CpdRestMethod -Session $_ -Method Delete -Path /_sandbox/faults }").ThrowIfFailed();

        /// <summary>What another process needs to connect to both, as environment variables.</summary>
        public IEnumerable<(string Name, string Value)> Logins()
        {
            foreach ((string name, PSObject sandbox) in new[] { ("uat", _clusters.Uat), ("prd", _clusters.Prd) })
            {
                var credential = (PSCredential)sandbox.Properties["Credential"].Value;
                yield return ($"{name}_URL", UrlOf(sandbox).ToString());
                yield return ($"{name}_USER", credential.UserName);
                yield return ($"{name}_SECRET", credential.GetNetworkCredential().Password);
                yield return ($"{name}_CA", Folder.Write(name + ".pem", (string)sandbox.Properties["CaCertificate"].Value));
            }
        }

        /// <summary>All that counts in both spaces, without ids and times.</summary>
        public string State() => string.Join("\n", Run("""
            Get-CpdAsset -Session prd -Space $prdSpace | ForEach-Object { "asset $($_.Type) $($_.Name) [$($_.Tags -join ',')]" }
            Get-CpdDeployment -Session prd -Space $prdSpace | ForEach-Object { "deployment $($_.Name) $($_.State) [$($_.Tags -join ',')]" }
            (Invoke-CpdRestMethod -Session uat -Path "/v2/asset_exports?space_id=$((Get-CpdSpace -Session uat -Name $uatSpace).Id)").resources | ForEach-Object { "export $($_.metadata.name)" }
            """).ThrowIfFailed().Select(line => line.ToString()).Order(StringComparer.Ordinal));

        /// <summary>Claims of the environment's lock that are still there.</summary>
        public int Claims() => Run("""
            $id = (Get-CpdSpace -Session prd -Name $prdSpace).Id
            (Invoke-CpdRestMethod -Session prd -Path "/v2/asset_files?space_id=$id").resources | Where-Object { $_.path -like 'mlops/lock/*' -and $_.type -ne 'folder' }
            """).ThrowIfFailed().Count;

        public void Dispose()
        {
            NoFaults();
            Engine.Dispose();
            Folder.Dispose();
        }

        private void NewVersion(string session, string space, string version)
        {
            string pmml = File.ReadAllText(Folder["model.pmml"]);
            int header = pmml.IndexOf("<Header", StringComparison.Ordinal);
            Folder.Write("version.pmml", pmml.Insert(header, $"<!-- {version} -->"));
            Run("""
                $of = Get-CpdModel -Session uat -Space churnUATspace -Name ChurnPrediction
                $fields = [ordered]@{}
                $of.InputFields | ForEach-Object { $fields[$_.Name] = $_.Type }
                New-CpdModel -Session $args[0] -Space $args[1] -Name ChurnPrediction -Path $folder/version.pmml -Type $of.Type -SoftwareSpecification pmml-3.0_4.3 -LabelColumn CHURN -InputField $fields | Out-Null
                """, session, space).ThrowIfFailed();
        }

        private string SaveRows()
        {
            Run("Save-CpdAsset -Session uat -Space churnUATspace -InputObject customer_churn.csv -Path $folder/smoke-source.csv | Out-Null").ThrowIfFailed();
            return Folder["smoke-source.csv"];
        }

        private JsonObject Environments(TwoClusters clusters, bool production, int approvals) => new()
        {
            ["version"] = 1,
            ["environments"] = new JsonArray(
                new JsonObject { ["name"] = "uat", ["url"] = UrlOf(clusters.Uat).ToString(), ["space"] = UatSpace },
                new JsonObject { ["name"] = "prd", ["url"] = UrlOf(clusters.Prd).ToString(), ["space"] = PrdSpace, ["predecessor"] = "uat", ["production"] = production, ["approvals"] = approvals }),
        };
    }
}
