using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MlopsCmdlets.Tests.Shared;

/// <summary>The sandbox as a child process, which ends with the test.</summary>
internal sealed class SandboxProgram : IAsyncDisposable
{
    private readonly Process _process;

    private SandboxProgram(Process process, JsonElement ready)
    {
        _process = process;
        Ready = ready;
    }

    /// <summary>What it says when it is ready: <c>url</c>, <c>caCertificate</c>, <c>controlKey</c>, <c>git</c>.</summary>
    public JsonElement Ready { get; }

    public Uri Url => new(Ready.GetProperty("url").GetString()!);

    /// <param name="scheme">https, with an authority of its own, or http.</param>
    /// <param name="arguments">More arguments.</param>
    public static async Task<SandboxProgram> StartAsync(string scheme, params string[] arguments)
    {
        string[] common = [ProgramPath(), "--urls", scheme + "://127.0.0.1:0", "--output", "json", "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)];
        var process = Process.Start(ChildProgram.With("dotnet", common.Concat(arguments)))!;
        using var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!);
        _ = process.StandardOutput.ReadToEndAsync(); // so that its log never fills the pipe
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is { } text ? text + Environment.NewLine : "");
        process.BeginErrorReadLine();
        return new SandboxProgram(process, ready.RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string ProgramPath()
    {
        // bin/<configuration>/<framework>, in the test's project as in the sandbox's, which has one framework only.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = here;
        while (!File.Exists(Path.Combine(root.FullName, "MlopsCmdlets.sln")))
            root = root.Parent ?? throw new InvalidOperationException("Not inside the repository.");
        return Directory.GetDirectories(Path.Combine(root.FullName, "src", "MlopsCmdlets.Sandbox", "bin", here.Parent!.Name))
            .Select(folder => Path.Combine(folder, "MlopsCmdlets.Sandbox.dll")).First(File.Exists);
    }
}
