using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Hosting;

/// <summary>The program as a process of its own.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task ItAnswersOverItsOwnAuthorityAndEndsWithItsInput()
    {
        using var process = Start("--urls", "https://127.0.0.1:0", "--password", "secret", "--output", "json", "--exit-with-input");
        var ready = JsonNode.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
        Assert.Equal(process.Id, ready.Whole("pid"));
        using var authority = X509Certificate2.CreateFromPem(ready.Text("caCertificate"));
        using var client = new HttpClient(Trusting(authority)) { BaseAddress = new Uri(ready.Text("url")!) };
        foreach (var host in new[] { "127.0.0.1", "localhost" })
            Assert.Contains("ready", await client.GetStringAsync(new UriBuilder(client.BaseAddress) { Host = host, Path = "/_sandbox/health" }.Uri, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(ready.Text("caCertificate"), await client.GetStringAsync("/_sandbox/ca.pem", TestContext.Current.CancellationToken));

        using var untrusting = new HttpClient { BaseAddress = client.BaseAddress };
        await Assert.ThrowsAsync<HttpRequestException>(() => untrusting.GetStringAsync("/_sandbox/health", TestContext.Current.CancellationToken));

        process.StandardInput.Close();
        await EndsAsync(process);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task ItEndsWithItsParent()
    {
        using var parent = Start("--urls", "http://127.0.0.1:0", "--exit-with-input", "--output", "json");
        await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        using var process = Start("--urls", "http://127.0.0.1:0", "--parent-pid", parent.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "--output", "json");
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.False(process.HasExited);
        parent.StandardInput.Close();
        await EndsAsync(parent);
        await EndsAsync(process);
    }

    [Theory]
    [InlineData(2, "is not an argument", "--nonsense")]
    [InlineData(2, "listen on an IP address", "--urls", "http://example.invalid:0")]
    public async Task AWrongStartSaysWhy(int exitCode, string message, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await EndsAsync(process);
        Assert.Equal(exitCode, process.ExitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressInUseIsAStartThatFailed()
    {
        await using var host = await SandboxHost.StartAsync();
        using var process = Start("--urls", host.Url.ToString());
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await EndsAsync(process);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("could not start", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheReadyFileHasTheWholeLine()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-ready-");
        try
        {
            var file = Path.Combine(folder.FullName, "ready.json");
            using var process = Start("--urls", "http://127.0.0.1:0", "--exit-with-input", "--ready-file", file);
            for (var i = 0; !File.Exists(file) && i < 600; i++) await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.Equal(process.Id, JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Whole("pid"));
            process.StandardInput.Close();
            await EndsAsync(process);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SocketsHttpHandler Trusting(X509Certificate2 authority) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(SandboxServer).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task EndsAsync(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token);
    }
}
