using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Tests.Shared;

namespace MlopsCmdlets.Tests.Adapters;

/// <summary>A sandbox as a child process, which ends with the test. It stands for a cluster.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private readonly SandboxProgram _program;

    private SandboxProcess(SandboxProgram program, CpdSession session)
    {
        _program = program;
        Session = session;
    }

    public CpdSession Session { get; }

    public CpdClient Client => Session.GetClient();

    public static async Task<SandboxProcess> StartAsync(string? release = null)
    {
        string[] arguments = ["--user", "admin", "--password", "secret", "--seed", "churn", .. release is null ? Array.Empty<string>() : ["--release", release]];
        var program = await SandboxProgram.StartAsync("https", arguments);
        var authority = X509Certificate2.CreateFromPem(program.Ready.GetProperty("caCertificate").GetString());
        var password = new SecureString();
        foreach (var c in "secret")
            password.AppendChar(c);
        var session = await CpdSession.ConnectAsync(new CpdConnectOptions
        {
            Url = program.Url,
            Credential = CpdCredential.FromPassword("admin", password),
            CaCertificates = [authority],
        });
        return new SandboxProcess(program, session);
    }

    public async Task<CpdContainer> SpaceAsync(string name) => (await Client.Spaces.FindAsync(name)).Container;

    /// <summary>Adds a fault rule, in the sandbox's own JSON.</summary>
    public Task FaultAsync(string rule) =>
        Client.Raw.SendAsync(new CpdRawRequest { Method = "POST", Path = "/_sandbox/faults", Body = Encoding.UTF8.GetBytes(rule) });

    public Task ClearFaultsAsync() => Client.Raw.SendAsync(new CpdRawRequest { Method = "DELETE", Path = "/_sandbox/faults" });

    public ValueTask DisposeAsync()
    {
        Session.Dispose();
        return _program.DisposeAsync();
    }
}
