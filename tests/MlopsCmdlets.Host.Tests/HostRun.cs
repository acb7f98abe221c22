using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace MlopsCmdlets.Host.Tests;

/// <summary>The host as a child process with all streams redirected.</summary>
internal sealed record HostRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task<HostRun> StartAsync(params string[] arguments) => StartAsync("", arguments, _ => Task.CompletedTask);

    public static Task<HostRun> WithInputAsync(string input, params string[] arguments) => StartAsync(input, arguments, _ => Task.CompletedTask);

    /// <summary>Runs to the end; <paramref name="whenStarted"/> gets the process once the first line of output is there, if it is given.</summary>
    public static async Task<HostRun> StartAsync(string input, string[] arguments, Func<Process, Task> whenStarted, bool waitForOutput = false)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var process = new Process { StartInfo = StartInfo(arguments) };
        process.Start();
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var first = waitForOutput ? await process.StandardOutput.ReadLineAsync(limit.Token) + "\n" : "";
            await whenStarted(process);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new HostRun(process.ExitCode, (first + output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo StartInfo(string[] arguments)
    {
        var host = typeof(HostRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Host").Value!;
        var info = new ProcessStartInfo
        {
            FileName = "dotnet",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (OperatingSystem.IsLinux())
        {
            // A test run that was started in the background ignores Ctrl+C, and its children would too.
            info.FileName = "env";
            info.ArgumentList.Add("--default-signal=INT");
            info.ArgumentList.Add("dotnet");
        }

        info.ArgumentList.Add(host);
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        return info;
    }
}
