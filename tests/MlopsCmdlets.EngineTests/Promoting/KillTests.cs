using System.Diagnostics;
using System.Globalization;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Promoting;

/// <summary>
/// A promotion in a process of its own, killed while one of its requests is under way, and run again: the same state, nothing twice, nothing temporary left.
/// A few requests of each kind by default; every one of them with the environment variable MLOPS_KILL_AT=all.
/// </summary>
public sealed class KillTests(TwoClusters clusters) : IClassFixture<TwoClusters>
{
    private const string Apply = "Invoke-MlopsPromotion -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -SmokeData $folder/smoke.csv -Confirm:$false -ErrorAction Continue";
    private const int Sample = 8;
    private const int Login = 6;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Killed_at_any_request_the_next_run_completes()
    {
        string expected;
        (string Cluster, int Count)[] requests;
        using (TwoClusters.Scene whole = clusters.Open())
        {
            whole.Serve();
            whole.Plan();
            whole.Run("'uat', 'prd' | ForEach-Object { Invoke-CpdRestMethod -Session $_ -Method Delete -Path /_sandbox/requests }").ThrowIfFailed();
            whole.Run(Apply).ThrowIfFailed();
            // The child logs in besides.
            requests = [("uat", Requests(whole, "uat") + Login), ("prd", Requests(whole, "prd") + Login)];
            expected = whole.State();
        }

        foreach ((string cluster, int at, bool afterEffect) in Choose(requests))
        {
            using TwoClusters.Scene scene = clusters.Open();
            scene.Serve();
            scene.Plan();
            // The request goes silent: before its effect, or with its effect made.
            scene.Fault(cluster, $"@{{ fault='stall'; path='/**'; skip={at.ToString(CultureInfo.InvariantCulture)}{(afterEffect ? "; after_bytes=1" : "")} }}");
            await KillAtFaultAsync(scene, cluster);
            scene.NoFaults();

            string where = $"killed at request {at} of {cluster}, {(afterEffect ? "after" : "before")} its effect";
            RunResult again = scene.Run(Apply);
            Assert.True(again.Errors.Count == 0, $"{where}: {string.Join("; ", again.Errors)}");
            Assert.True(expected == scene.State(), $"{where}:\n{scene.State()}\ninstead of\n{expected}");
            Assert.True(scene.Claims() == 0, $"{where}: a claim of the lock is left");
            Assert.Equal("AlreadyApplied", scene.Run(Apply).ThrowIfFailed().Single().Properties["Outcome"].Value.ToString());
        }
    }

    /// <summary>The requests to kill at: all, or a few spread over the whole run.</summary>
    private static IEnumerable<(string Cluster, int At, bool AfterEffect)> Choose((string Cluster, int Count)[] requests)
    {
        var all = requests.SelectMany(r => Enumerable.Range(0, r.Count).SelectMany(at => new[] { (r.Cluster, at, false), (r.Cluster, at, true) })).ToList();
        if (Environment.GetEnvironmentVariable("MLOPS_KILL_AT") == "all")
            return all;
        // A prime step, so that both sorts and both clusters come up.
        int step = Math.Max(1, all.Count / Sample) | 1;
        return all.Where((_, i) => i % step == step / 2);
    }

    private static async Task KillAtFaultAsync(TwoClusters.Scene scene, string cluster)
    {
        string script = scene.Folder.Write("promote.ps1", """
            $folder = $PSScriptRoot
            function Connect($Name) {
                $secret = [securestring]::new()
                foreach ($c in [Environment]::GetEnvironmentVariable("${Name}_SECRET").ToCharArray()) { $secret.AppendChar($c) }
                $credential = [pscredential]::new([Environment]::GetEnvironmentVariable("${Name}_USER"), $secret)
                Connect-Cpd -Url ([Environment]::GetEnvironmentVariable("${Name}_URL")) -Credential $credential -CaCertificate ([Environment]::GetEnvironmentVariable("${Name}_CA")) -Name $Name | Out-Null
            }
            Connect uat
            Connect prd
            Invoke-MlopsPromotion -Path $folder/plan.json -ConfigurationPath $folder/mlops.json -SmokeData $folder/smoke.csv -Confirm:$false
            """);
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { Built.HostProgram, "--non-interactive", script })
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in scene.Logins())
            start.Environment[name] = value;
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        Task<string> errors = child.StandardError.ReadToEndAsync();
        var clock = Stopwatch.StartNew();
        while (!child.HasExited && !Fired(scene, cluster))
        {
            Assert.True(clock.Elapsed < Longest, "the child does not reach the request");
            await Task.WhenAny(child.WaitForExitAsync(), Task.Delay(50));
        }

        // A run can have one request less than another; it has ended well then, and there is nothing to kill.
        if (!child.HasExited)
            child.Kill();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode is 0 or 137, $"{child.ExitCode}: {await output} {await errors}");
    }

    private static bool Fired(TwoClusters.Scene scene, string cluster) =>
        Convert.ToInt32(scene.Run("(Invoke-CpdRestMethod -Session $args[0] -Path /_sandbox/faults).faults[0].fired", cluster).ThrowIfFailed().Single().BaseObject, CultureInfo.InvariantCulture) > 0;

    private static int Requests(TwoClusters.Scene scene, string cluster) =>
        Convert.ToInt32(scene.Run("(Invoke-CpdRestMethod -Session $args[0] -Path /_sandbox/requests).count", cluster).ThrowIfFailed().Single().BaseObject, CultureInfo.InvariantCulture);
}
