using System.Diagnostics;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Tests.Adapters;

/// <summary>A sandbox as a child process, which ends with the test. It stands for a cluster.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SandboxProcess(Process process, CpdSession session)
    {
        _process = process;
        Session = session;
    }

    public CpdSession Session { get; }

    public CpdClient Client => Session.GetClient();

    public static async Task<SandboxProcess> StartAsync(string? release = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { ProgramPath(), "--urls", "https://127.0.0.1:0", "--user", "admin", "--password", "secret", "--seed", "churn", "--output", "json", "--parent-pid", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        if (release is not null)
        {
            start.ArgumentList.Add("--release");
            start.ArgumentList.Add(release);
        }
        var process = Process.Start(start)!;
        using var ready = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!);
        _ = process.StandardOutput.ReadToEndAsync(); // so that its log never fills the pipe
        var authority = X509Certificate2.CreateFromPem(ready.RootElement.GetProperty("caCertificate").GetString());
        var password = new SecureString();
        foreach (var c in "secret")
            password.AppendChar(c);
        var session = await CpdSession.ConnectAsync(new CpdConnectOptions
        {
            Url = new Uri(ready.RootElement.GetProperty("url").GetString()!),
            Credential = CpdCredential.FromPassword("admin", password),
            CaCertificates = [authority],
        });
        return new SandboxProcess(process, session);
    }

    public async Task<CpdContainer> SpaceAsync(string name) => (await Client.Spaces.FindAsync(name)).Container;

    /// <summary>Adds a fault rule, in the sandbox's own JSON.</summary>
    public Task FaultAsync(string rule) =>
        Client.Raw.SendAsync(new CpdRawRequest { Method = "POST", Path = "/_sandbox/faults", Body = Encoding.UTF8.GetBytes(rule) });

    public Task ClearFaultsAsync() => Client.Raw.SendAsync(new CpdRawRequest { Method = "DELETE", Path = "/_sandbox/faults" });

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
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
        // bin/<configuration>/net10.0, in this project as in the sandbox's.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = here;
        while (!File.Exists(Path.Combine(root.FullName, "MlopsCmdlets.sln")))
            root = root.Parent ?? throw new InvalidOperationException("Not inside the repository.");
        return Path.Combine(root.FullName, "src", "MlopsCmdlets.Sandbox", "bin", here.Parent!.Name, here.Name, "MlopsCmdlets.Sandbox.dll");
    }
}
