using System.Diagnostics;
using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Faults;

/// <summary>Ctrl+C while the cluster is silent: the prompt is back, nothing half done stays, and the same again does the work.</summary>
public sealed class InterruptionTests : IClassFixture<SandboxFixture>, IDisposable
{
    private const string Copy = "Copy-CpdAsset -Space churnUATspace -DestinationSpace $to -Name ChurnPrediction, customer_churn.csv -SpoolPath $folder";

    // Generous: what is judged is that it does not wait for the silent request, whose time limits are a minute and more.
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);
    private readonly FaultedSandbox _faults;
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();

    public InterruptionTests(SandboxFixture sandbox)
    {
        _faults = new FaultedSandbox(sandbox);
        _engine = sandbox.Connect();
        _engine.SetVariable("folder", _folder.Root);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _faults.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("the comparison", "GET", "/v2/assets/*?space_id={from}", "")]
    [InlineData("the start of the export", "POST", "/v2/asset_exports", "")]
    [InlineData("the wait for the export", "GET", "/v2/asset_exports/*", "")]
    [InlineData("the download", "GET", "/v2/asset_exports/*/content", "after_bytes = 300")]
    [InlineData("the start of the import", "POST", "/v2/asset_imports", "")]
    [InlineData("the wait for the import", "GET", "/v2/asset_imports/*", "")]
    [InlineData("the reading back", "GET", "/v2/assets/*?space_id={to}", "")]
    public async Task Stopping_a_copy_leaves_nothing_temporary_and_copying_again_completes_it(string stage, string method, string path, string more)
    {
        string to = SandboxFixture.NewSpace(_engine);
        _engine.SetVariable("to", to);
        _faults.Inject($"@{{ fault = 'stall'; {more} }}", method, path.Replace("{from}", Id("churnUATspace"), StringComparison.Ordinal).Replace("{to}", Id(to), StringComparison.Ordinal));

        await StopInAsync(stage, Copy);

        _faults.Clear();
        FaultedSandbox.Eventually("the spool is empty", () => _folder.Names.Length == 0);
        FaultedSandbox.Eventually("the temporary export is gone", () => _faults.Run("(Invoke-CpdRestMethod -Path /v2/asset_exports -Query @{ space_id = $args[0] }).resources", Id("churnUATspace")).Count == 0);
        Assert.Equal(2, _engine.Run(Copy).ThrowIfFailed().Count);
        Assert.Equal(["ChurnPrediction", "customer_churn.csv"], _engine.Run("Get-CpdAsset -Space $to -IncludeSuperseded | ForEach-Object Name").ThrowIfFailed().Select(name => name.ToString()!).Order(StringComparer.Ordinal));
        Assert.All(_engine.Run(Copy).ThrowIfFailed(), copy => Assert.Equal("Unchanged", copy.Properties["Action"].Value.ToString()));
    }

    [Fact]
    public async Task Stopping_the_wait_for_a_deployment_leaves_it_to_the_server_and_it_can_be_waited_for_again()
    {
        _faults.Inject("@{ fault = 'stall' }", "GET", "/ml/v4/deployments/*");

        await StopInAsync("the wait", "Get-CpdModel -Space churnUATspace -Name ChurnPrediction | New-CpdDeployment -Online -Name stopped");

        _faults.Clear();
        Assert.Equal("ready", _engine.Run("Get-CpdDeployment -Space churnUATspace -Name stopped | Wait-CpdDeployment").Single("State")!.ToString());
    }

    [Theory]
    [InlineData("-Path $csv")]
    [InlineData("-Path $csv -AsReply")]
    public async Task Stopping_while_requests_are_in_flight_ends_them_all_and_scoring_again_gives_every_row(string parameters)
    {
        _engine.SetVariable("csv", Path.Combine(Built.RepositoryRoot, "module", "examples", "churn_holdout.csv"));
        _engine.Run("$deployment = Get-CpdModel -Space churnUATspace -Name ChurnPrediction | New-CpdDeployment -Online -Name score -WarningAction Ignore").ThrowIfFailed();
        _faults.Inject("@{ fault = 'stall'; skip = 1; times = 'always' }", "POST", "/ml/v4/deployments/*/predictions");

        await StopInAsync("scoring", $"Invoke-CpdScore -Deployment $deployment {parameters} -BatchSize 20 -ThrottleLimit 4", inFlight: 3);

        _faults.Clear();
        Assert.Equal(280, _engine.Run("Invoke-CpdScore -Deployment $deployment -Path $csv -BatchSize 20 -ThrottleLimit 4").ThrowIfFailed().Count);
    }

    private string Id(string space) => _faults.Run("(Get-CpdSpace -Name $args[0]).Id", space).Single().ToString();

    /// <summary>Starts the work and stops it, as Ctrl+C does, once so many of its requests hang.</summary>
    private async Task StopInAsync(string stage, string work, int inFlight = 1)
    {
        using PowerShell shell = _engine.Prepare(work);
        IAsyncResult running = shell.BeginInvoke();
        FaultedSandbox.Eventually($"{stage} is reached", () => _faults.Fired >= inFlight || running.IsCompleted);
        // The errors of a pipeline that runs are waited for by whoever looks at them.
        Assert.False(running.IsCompleted, running.IsCompleted ? $"It ended before {stage}: {string.Join("; ", shell.Streams.Error.ReadAll())}" : "");

        var watch = Stopwatch.StartNew();
        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop);

        Assert.True(watch.Elapsed < Promptly, $"It took {watch.Elapsed}.");
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Empty(shell.Streams.Error.ReadAll());
    }
}
