using System.Diagnostics;
using System.Globalization;

namespace MlopsCmdlets.Host.Tests;

public sealed class SignalTests
{
    private const string Endless = "'started'; try { while ($true) { } } finally { $Host.UI.WriteLine('cleaned up') }; 'not reached'";

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_stops_the_pipeline_and_lets_it_clean_up(string signal, int expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to another process.");
        var run = await HostRun.StartAsync("", ["--command", Endless], p => SendAsync(signal, p), waitForOutput: true);
        Assert.Equal(new HostRun(expected, "started\ncleaned up\n", ""), run);
    }

    [Fact]
    public async Task A_second_Ctrl_C_ends_what_does_not_stop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to another process.");
        var run = await HostRun.StartAsync("", ["--command", "'started'; [System.Threading.Tasks.Task]::Delay(-1).Wait()"], async p =>
        {
            await SendAsync("INT", p);
            await SendAsync("INT", p);
        }, waitForOutput: true);
        Assert.Equal(130, run.ExitCode);
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
