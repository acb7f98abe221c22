using System.Management.Automation;
using System.Net;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.GitRepositories;

/// <summary>Trust, proxies and tokens of a connection hold for git as they do for the host's API.</summary>
public sealed class RepositoryAccessTests : IDisposable
{
    private readonly CmdletClone _clone;

    public RepositoryAccessTests(SandboxFixture sandbox) => _clone = new CmdletClone(sandbox);

    public void Dispose() => _clone.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void An_authority_that_nobody_named_is_not_trusted(string how)
    {
        RunResult refused = _clone.Engine.Run("Get-MlopsGitHost | Disconnect-MlopsGitHost; New-MlopsRepository -Clone $address -Path $folder/again" + how);

        Assert.Equal("CertificateNotTrusted", refused.ErrorId);
        Assert.Contains("-CaCertificate", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["clone"], _clone.Names);
    }

    [Fact]
    public void Another_authority_than_the_hosts_is_refused_before_a_token_is_sent()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Another", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using var other = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        _clone.Engine.SetVariable("other", other);

        RunResult refused = _clone.Engine.Run("Connect-MlopsGitHost -Kind GitHub -Url $sandbox.GitHubUrl -Token ($sandbox.GitUsers | Where-Object Login -eq lead).Token -CaCertificate $other -Name other");

        Assert.Equal("CertificateNotTrusted", refused.ErrorId);
        Assert.Empty(_clone.Engine.Run("Get-MlopsGitHost other*").ThrowIfFailed());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void Git_goes_through_the_connections_proxy_with_its_password(string how)
    {
        using var proxy = new TinyProxy("walter:p@ss w/ord");
        Connect(proxy, "p@ss w/ord");
        while (proxy.Tunnels.TryDequeue(out _))
            continue;

        string tip = _clone.Commit("a.txt", "1");
        Assert.Equal(tip, _clone.Single($"(Publish-MlopsBranch -GitHost proxied{how}).Commit"));

        Assert.NotEmpty(proxy.Tunnels);
        Assert.All(proxy.Tunnels, t => Assert.Equal(new Uri(_clone.Single("$address")).Authority, t));
        Assert.DoesNotContain("p@ss", File.ReadAllText(_clone["clone/.git/config"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void A_proxy_that_refuses_is_named_and_not_the_token(string how)
    {
        using var proxy = new TinyProxy("walter:right");
        _clone.Commit("a.txt", "1");
        Connect(proxy, "right");
        proxy.ChangeLogin("walter:changed");

        RunResult refused = _clone.Engine.Run($"Publish-MlopsBranch -GitHost proxied{how}");

        Assert.Equal("RemoteUnreachable", refused.ErrorId);
        Assert.Contains("proxy", refused.Errors[0].ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("right", refused.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void Without_one_of_its_own_the_proxy_of_gits_configuration_is_used(string how)
    {
        using var proxy = new TinyProxy();
        _clone.Git("clone", "config", "http.proxy", proxy.Url.ToString());
        string tip = _clone.Commit("a.txt", "1");

        Assert.Equal(tip, _clone.Single($"(Publish-MlopsBranch{how}).Commit"));

        Assert.NotEmpty(proxy.Tunnels);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -UseGit")]
    public void A_token_from_a_vault_pushes_and_is_nowhere(string how)
    {
        string tip = _clone.Commit("a.txt", "1");

        RunResult result = _clone.Engine.Run($$"""
            function Get-Secret { param($Name, $Vault) if ($Name -eq 'git-token') { ($sandbox.GitUsers | Where-Object Login -eq datascientist).Token } }
            $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'
            Connect-MlopsGitHost -Kind GitHub -Url $sandbox.GitHubUrl -SecretName git-token -CaCertificate $sandbox.CaCertificate -Name vault
            Publish-MlopsBranch -GitHost vault{{how}}
            """);

        Assert.Equal(tip, result.Single("Commit"));
        string token = new NetworkCredential("", (System.Security.SecureString)_clone.Engine.Run("($sandbox.GitUsers | Where-Object Login -eq datascientist).Token").ThrowIfFailed().Single().BaseObject).Password;
        Assert.DoesNotContain(token, string.Join('\n', [.. result.Verbose, .. result.Debug, .. result.Warnings, result.Output[0].ToString(), File.ReadAllText(_clone["clone/.git/config"])]), StringComparison.Ordinal);
    }

    private void Connect(TinyProxy proxy, string password)
    {
        _clone.Engine.SetVariable("proxy", proxy.Url);
        _clone.Engine.SetVariable("credential", new PSCredential("walter", new NetworkCredential("", password).SecurePassword));
        _clone.Engine.Run("$sandbox | Connect-MlopsGitHost -UserName lead -Name proxied -Proxy $proxy -ProxyCredential $credential").ThrowIfFailed();
    }
}
