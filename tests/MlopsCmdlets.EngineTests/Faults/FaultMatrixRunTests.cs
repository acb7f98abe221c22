using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Faults;

/// <summary>Every cell of <see cref="FaultMatrix"/>: the outcome, that nothing was made twice, and that the same work is done once the fault has passed.</summary>
public sealed class FaultMatrixRunTests : IClassFixture<SandboxFixture>, IDisposable
{
    private const string Copy = "Copy-CpdAsset -Space churnUATspace -DestinationSpace $to -Name ChurnPrediction, customer_churn.csv -SpoolPath $folder";
    private const string Deploy = "Get-CpdModel -Space churnUATspace -Name ChurnPrediction | New-CpdDeployment -Online -Name $to";
    private readonly FaultedSandbox _faults;
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();

    public FaultMatrixRunTests(SandboxFixture sandbox)
    {
        _faults = new FaultedSandbox(sandbox);
        _engine = sandbox.Connect();
        _engine.SetVariable("folder", _folder.Root);
        _engine.SetVariable("file", Path.Combine(Built.RepositoryRoot, "module", "examples", "churn_score.json"));
    }

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var row in FaultMatrix.Rows)
        {
            foreach (var (column, outcome) in FaultMatrix.Columns.Keys.Zip(row.Outcomes))
            {
                if (outcome != "-")
                    cells.Add(row.Name, column);
            }
        }

        return cells;
    }

    public void Dispose()
    {
        _engine.Dispose();
        _faults.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cell(string fault, string column)
    {
        (_, string rule, string[] outcomes) = FaultMatrix.Rows.Single(r => r.Name == fault);
        string expected = outcomes[FaultMatrix.Columns.Keys.ToList().IndexOf(column)];
        string work = column.Split(':')[0];
        if (rule.Contains("'stall'", StringComparison.Ordinal))
            _engine.Run("$sandbox | Connect-Cpd -Name test -StallTimeoutSec 2").ThrowIfFailed();
        string script = Prepare(work);
        (string method, string path) = FaultMatrix.Columns[column];
        _faults.Inject(rule, method, path.Replace("{to}", Id(), StringComparison.Ordinal));

        RunResult result = _engine.Run(script);

        Assert.True(_faults.Fired > 0, "the fault was never met");
        string outcome = result.Errors.Count == 0 ? "ok" : string.Join('+', result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]).Distinct(StringComparer.Ordinal));
        Assert.True(expected == outcome, $"{outcome}: {string.Join("; ", result.Errors.Select(e => e.ToString()))}");
        Assert.DoesNotContain(result.Errors, e => string.IsNullOrEmpty(e.ErrorDetails?.RecommendedAction));
        Assert.Empty(_folder.Names);
        _faults.Clear();
        Settle(work, outcome);
    }

    private string To { get; set; } = "churn_prod_space";

    private string Id() => _faults.Run("(Get-CpdSpace -Name $args[0]).Id", To).Single().ToString();

    private string Prepare(string work)
    {
        switch (work)
        {
            case "list":
                return "Get-CpdSpace -Name churn*";
            case "search":
                return "Get-CpdAsset -Space churnUATspace -Type script";
            case "score":
                _engine.Run("$deployment = Get-CpdModel -Space churnUATspace -Name ChurnPrediction | New-CpdDeployment -Online -Name score -WarningAction Ignore").ThrowIfFailed();
                return "Invoke-CpdScore -Deployment $deployment -Path $file";
            default:
                To = SandboxFixture.NewSpace(_engine);
                _engine.SetVariable("to", To);
                return work == "copy" ? Copy : Deploy;
        }
    }

    /// <summary>Nothing was made twice, and what failed is completed by doing it again.</summary>
    private void Settle(string work, string outcome)
    {
        switch (work)
        {
            case "copy":
                RunResult again = _engine.Run(Copy);
                Assert.Equal(2, again.ThrowIfFailed().Count);
                Assert.Equal(["ChurnPrediction", "customer_churn.csv"], _engine.Run("Get-CpdAsset -Space $to -IncludeSuperseded | ForEach-Object Name").ThrowIfFailed().Select(o => o.ToString()!).Order(StringComparer.Ordinal));
                if (outcome == "ok")
                    Assert.All(again.Output, copy => Assert.Equal("Unchanged", copy.Properties["Action"].Value.ToString()));
                break;
            case "deploy":
                IReadOnlyList<PSObject> there = _engine.Run("Get-CpdDeployment -Space churnUATspace -Name $to -ErrorAction Ignore").ThrowIfFailed();
                Assert.True(there.Count == 1 || (there.Count == 0 && outcome != "ok"), $"{there.Count} deployments");
                break;
            case "score":
                Assert.Equal(2, _engine.Run("Invoke-CpdScore -Deployment $deployment -Path $file").ThrowIfFailed().Count);
                break;
        }
    }
}
