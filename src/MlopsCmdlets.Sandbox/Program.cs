using System.Net.Sockets;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox;

internal static class Program
{
    private const int CouldNotStart = 1;
    private const int WrongArguments = 2;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [Seed.ChurnFiles.Command, var folder])
        {
            var made = Seed.ChurnFiles.Make(folder);
            Console.WriteLine(FormattableString.Invariant($"accuracy {made.Accuracy:0.0000}, AUC {made.Auc:0.0000} on {made.HeldOutRows.Count} held-out rows"));
            return 0;
        }

        SandboxOptions? options;
        try
        {
            options = CommandLine.Parse(arguments, Environment.GetEnvironmentVariable);
        }
        catch (UsageException error)
        {
            await Console.Error.WriteLineAsync($"mlops-sandbox: {error.Message}");
            return WrongArguments;
        }

        if (options is null)
        {
            Console.WriteLine(CommandLine.Help);
            return 0;
        }

        try
        {
            await RunAsync(options);
            return 0;
        }
        catch (UsageException error)
        {
            await Console.Error.WriteLineAsync($"mlops-sandbox: {error.Message}");
            return WrongArguments;
        }
        catch (Exception error) when (error is IOException or SocketException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"mlops-sandbox: could not start: {error.Message}");
            return CouldNotStart;
        }
    }

    private static async Task RunAsync(SandboxOptions options)
    {
        using var end = new CancellationTokenSource();
        await using var server = await SandboxServer.StartAsync(options, end.Token);

        var text = options.JsonOutput ? server.Ready.ToJson() : server.Ready.ToText(options.UserName);
        Console.WriteLine(text);
        _ = Task.Run(() => ContentStore.RemoveLeftovers(options.TemporaryFolder, options.Time.GetUtcNow()), end.Token);
        if (options.ReadyFile is { } file)
        {
            // In two steps, so that a reader never sees half of it.
            await File.WriteAllTextAsync(file + ".part", server.Ready.ToJson() + "\n", end.Token);
            File.Move(file + ".part", file, overwrite: true);
        }

        List<Task> reasons = [server.WaitForShutdownAsync(end.Token)];
        if (options.ParentProcessId is { } parent) reasons.Add(ParentWatch.ProcessEndedAsync(parent, end.Token));
        if (options.ExitWithInput) reasons.Add(ParentWatch.InputEndedAsync(end.Token));
        await Task.WhenAny(reasons);
        await end.CancelAsync();
        using var grace = new CancellationTokenSource(TimeSpan.FromSeconds(2), options.Time);
        await server.StopAsync(grace.Token);
    }
}
