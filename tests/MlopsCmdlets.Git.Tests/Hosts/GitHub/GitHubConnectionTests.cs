using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Http.Tests.Support;
using MlopsCmdlets.Tests.Shared;

namespace MlopsCmdlets.Git.Tests.Hosts.GitHub;

/// <summary>Octokit's calls go by the one HTTP stack: private authorities, no check, proxy.</summary>
public sealed class GitHubConnectionTests
{
    [Fact]
    public async Task A_private_authority_is_trusted_when_it_is_given_and_a_proxy_is_used()
    {
        await using var program = await SandboxProgram.StartAsync("https");
        var git = JsonNode.Parse(program.Ready.GetProperty("git").GetRawText())!;
        var token = (string)git["users"]![0]!["token"]!;
        using var authority = X509Certificate2.CreateFromPem(program.Ready.GetProperty("caCertificate").GetString());
        var options = new GitHostOptions { Url = program.Url, Token = () => token };

        var untrusted = await Assert.ThrowsAsync<GitHostCertificateException>(() => MeAsync(options));
        Assert.Contains("not trusted", untrusted.Message, StringComparison.Ordinal);
        Assert.Contains("-CaCertificate", untrusted.RecommendedAction, StringComparison.Ordinal);
        var login = (string)git["users"]![0]!["login"]!;
        Assert.Equal(login, (await MeAsync(options with { CaCertificates = [authority] })).Login);
        Assert.Equal(login, (await MeAsync(options with { SkipCertificateCheck = true })).Login);

        // Nobody listens there; that it is named shows that it was asked.
        var proxied = await Assert.ThrowsAsync<GitHostUnreachableException>(() => MeAsync(options with { Url = new Uri("https://git.example.invalid"), Proxy = new Uri("http://127.0.0.1:1"), TimeProvider = new SkippingClock() }));
        Assert.Contains("proxy", proxied.Message, StringComparison.Ordinal);
    }

    private static async Task<HostUser> MeAsync(GitHostOptions options)
    {
        using var host = GitHosts.Create(GitHostKind.GitHub, options);
        return await host.GetMeAsync(TestContext.Current.CancellationToken);
    }
}
