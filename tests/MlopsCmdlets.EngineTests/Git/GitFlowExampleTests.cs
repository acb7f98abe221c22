using System.Diagnostics;
using System.Text.RegularExpressions;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Git;

/// <summary>The example of the Git flow in the console host of the sources; Pester runs it in PowerShell.</summary>
public sealed class GitFlowExampleTests
{
    [Fact]
    public async Task The_example_runs_in_the_host_and_shows_what_it_did()
    {
        using var folder = new TemporaryFolder();
        string script = Path.Combine(Built.RepositoryRoot, "module", "examples", "Invoke-GitFlow.ps1");
        var start = new ProcessStartInfo("dotnet", [Built.HostProgram, "--non-interactive", script, "-Folder", folder["churn"]])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process host = Process.Start(start)!;
        Task<string> errors = host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = Regex.Replace(await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), "\u001b\\[[0-9;]*m", "");
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(host.ExitCode == 0, await errors + output);
        Assert.Contains("DismissStale", output, StringComparison.Ordinal);
        Assert.Matches(@"-.*test_size\s*=\s*0\.4", output);
        Assert.Matches(@"\+.*test_size\s*=\s*0\.2", output);
        Assert.Contains("Stopped: ", output, StringComparison.Ordinal);
        Assert.Contains("1 approval is required, and it has 0", output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\s*2 Larger training set to uat .*Merged\s+1 Larger training set .*Merged", output);
    }
}
