using System.Diagnostics;
using System.Globalization;

namespace MlopsCmdlets.Host.Tests;

public sealed class SignalTests
{
    private const string Endless = "try { 'started'; while ($true) { } } finally { $Host.UI.WriteLine('cleaned up') }; 'not reached'";

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
            // Of two signals of one kind that wait to be taken, the system keeps one.
            while (IsPending(p))
                await Task.Delay(1, TestContext.Current.CancellationToken);
            await SendAsync("INT", p);
        }, waitForOutput: true);
        Assert.Equal(130, run.ExitCode);
    }

    /// <summary>Whether a Ctrl+C was sent that the process has not taken yet, as far as the system tells.</summary>
    private static bool IsPending(Process process)
    {
        try
        {
            const string Label = "ShdPnd:";
            const long Interrupt = 1 << (2 - 1);
            return OperatingSystem.IsLinux() && File.ReadLines(FormattableString.Invariant($"/proc/{process.Id}/status")).FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal)) is { } pending
                && (long.Parse(pending[Label.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0;
        }
        catch (IOException)
        {
            return false; // it has ended
        }
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
