using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MlopsCmdlets.EngineTests.GitRepositories;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Session;

/// <summary>Connecting to what is not there, is something else, or refuses.</summary>
public sealed class ConnectTests(SandboxFixture sandbox)
{
    private const string Login = "$secret = [System.Net.NetworkCredential]::new('', 'x').SecurePassword; ";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 36\r\nConnection: close\r\n\r\n<!DOCTYPE html><html>Welcome!</html>", "NotCloudPakForData")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 15\r\nConnection: close\r\n\r\n<html>No</html>", "NotCloudPakForData")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://login.example.com/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "NotCloudPakForData")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "Unavailable")]
    public async Task Something_else_answers(string reply, string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task server = AnswerAsync(listener, Encoding.ASCII.GetBytes(reply));
        using var engine = new Engine();

        RunResult result = await Task.Run(() => engine.Run(Login + "Connect-Cpd -Url \"http://127.0.0.1:$($args[0])\" -Credential ([pscredential]::new('u', $secret))", ((IPEndPoint)listener.LocalEndpoint).Port));

        Assert.Equal(expected, result.ErrorId);
        Assert.NotEmpty(result.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(engine.Run("Get-CpdSession").Output);
        listener.Stop();
        await server;
    }

    [Theory]
    [InlineData("Connect-Cpd -Url https://127.0.0.1:1 -Credential ([pscredential]::new('u', $secret))", "Unavailable")]
    [InlineData("Connect-Cpd -Url https://no-such-host.invalid -Credential ([pscredential]::new('u', $secret))", "Unavailable")]
    [InlineData("Connect-Cpd -Url $url -CaCertificate $ca -Credential ([pscredential]::new('admin', $secret))", "AuthenticationFailed")]
    [InlineData("Connect-Cpd -Url $url -CaCertificate $ca -UserName admin -ApiKey $secret", "AuthenticationFailed")]
    [InlineData("Connect-Cpd -Url $url -CaCertificate $ca -Token $secret", "TokenExpired")]
    [InlineData("Connect-Cpd -Url $url -Credential ([pscredential]::new('admin', $secret))", "CertificateNotTrusted")]
    [InlineData("Connect-Cpd -Url ftp://cpd.example.com -Credential ([pscredential]::new('admin', $secret))", "InvalidArgument")]
    public void A_login_that_cannot_be_is_one_clear_error_and_no_session(string script, string expected)
    {
        using var engine = new Engine();
        engine.SetVariable("url", sandbox.Url);
        engine.SetVariable("ca", sandbox.Sandbox.Properties["CaCertificate"].Value);

        RunResult result = engine.Run(Login + script);

        Assert.Equal(expected, result.ErrorId);
        Assert.NotEmpty(result.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(engine.Run("Get-CpdSession").Output);
    }

    [Fact]
    public void A_script_can_catch_a_login_that_failed_and_does_not_go_on_with_the_session_before()
    {
        using Engine engine = sandbox.Connect();

        RunResult result = engine.Run("try { Connect-Cpd -Url ftp://cpd.example.com -UserName u -ApiKey ([System.Net.NetworkCredential]::new('', 'x').SecurePassword); 'went on' } catch { $_.FullyQualifiedErrorId }");

        Assert.StartsWith("InvalidArgument,", Assert.Single(result.ThrowIfFailed()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_tells_what_it_can_do_and_what_a_promotion_would_lack()
    {
        using Engine admin = sandbox.Connect();
        string user = "viewer" + Guid.NewGuid().ToString("N");
        SandboxFixture.Control(admin, "Post", "/_sandbox/users", new System.Collections.Hashtable { ["username"] = user, ["password"] = "pw-" + user });
        string space = SandboxFixture.NewSpace(admin);
        admin.Run("Add-CpdMember -Space $args[0] -User $args[1] -Role Viewer", space, user).ThrowIfFailed();
        Assert.True((bool)admin.Run("Test-CpdSession -Space $args[0] -Quiet", space).ThrowIfFailed().Single().BaseObject);

        using var engine = new Engine();
        engine.SetVariable("url", sandbox.Url);
        engine.SetVariable("ca", sandbox.Sandbox.Properties["CaCertificate"].Value);
        engine.Run("Connect-Cpd -Url $url -CaCertificate $ca -Credential ([pscredential]::new($args[0], [System.Net.NetworkCredential]::new('', $args[1]).SecurePassword))", user, "pw-" + user).ThrowIfFailed();

        RunResult report = engine.Run("Test-CpdSession -Space $args[0]", space);
        Assert.False((bool)report.Single("IsReady")!);
        Assert.Contains(space, Assert.Single((string[])report.Single("Lacks")!), StringComparison.Ordinal);
        Assert.False((bool)engine.Run("Test-CpdSession -Space $args[0] -Quiet", space).ThrowIfFailed().Single().BaseObject);
        Assert.Equal("AccessDenied", engine.Run("New-CpdDataAsset -Space $args[0] -Path $args[1]", space, Built.Manifest).ErrorId);
        engine.Run("Get-CpdSession | Disconnect-Cpd").ThrowIfFailed();
        Assert.False((bool)engine.Run("Test-CpdSession -Quiet").ThrowIfFailed().Single().BaseObject);
    }

    [Fact]
    public void Spaces_bring_the_session_that_is_tested()
    {
        using Engine engine = sandbox.Connect();
        engine.Run("$sandbox | Connect-Cpd -Name second; $space = Get-CpdSpace -Session test -Name churnUATspace").ThrowIfFailed();

        Assert.Equal("test", engine.Run("($space | Test-CpdSession).Session").Single("Name"));
        Assert.Equal("second", engine.Run("(Test-CpdSession -Space churnUATspace).Session").Single("Name"));
        Assert.Equal("InvalidArgument", engine.Run("$space, (Get-CpdSpace -Session second -Name churnUATspace) | Test-CpdSession").ErrorId);
    }

    [Fact]
    public void A_session_goes_through_its_proxy_and_a_proxy_that_refuses_is_told_from_the_cluster()
    {
        using var proxy = new TinyProxy("user:right");
        using var engine = new Engine();
        engine.SetVariable("proxy", proxy.Url);
        engine.SetVariable("there", new System.Collections.Hashtable
        {
            ["Url"] = sandbox.Url,
            ["CaCertificate"] = sandbox.Sandbox.Properties["CaCertificate"].Value,
            ["Credential"] = sandbox.Sandbox.Properties["Credential"].Value,
            ["Proxy"] = proxy.Url,
        });
        const string Connect = "Connect-Cpd @there -ProxyCredential ([pscredential]::new('user', [System.Net.NetworkCredential]::new('', $args[0]).SecurePassword))";

        foreach (RunResult refused in new[] { engine.Run("Connect-Cpd @there"), engine.Run(Connect, "wrong") })
        {
            Assert.Equal("Unavailable", refused.ErrorId);
            Assert.Contains("407", refused.Errors[0].ToString(), StringComparison.Ordinal);
            Assert.Contains("proxy", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(proxy.Tunnels);
        Assert.Equal(2, engine.Run(Connect + "; Get-CpdSpace -Name churn*", "right").ThrowIfFailed().Count);
        Assert.All(proxy.Tunnels, tunnel => Assert.Equal($"{sandbox.Url.Host}:{sandbox.Url.Port}", tunnel));
        Assert.NotEmpty(proxy.Tunnels);
    }

    [Fact]
    public void Skipping_the_certificate_check_works_and_is_warned_of_each_time()
    {
        using var engine = new Engine();
        engine.SetVariable("credential", sandbox.Sandbox.Properties["Credential"].Value);
        for (int i = 0; i < 2; i++)
        {
            RunResult result = engine.Run("Connect-Cpd -Url $args[0] -Credential $credential -SkipCertificateCheck", sandbox.Url);
            result.ThrowIfFailed();
            Assert.Contains("-CaCertificate", Assert.Single(result.Warnings), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Connect-Cpd -Url https://cpd.example.com -UserName u -SecretName s", "SecretManagement")]
    [InlineData("function Get-Secret { }; Connect-Cpd -Url https://cpd.example.com -UserName u -SecretName s -VaultName v", "'v'")]
    [InlineData("function Get-Secret { 17 }; Connect-Cpd -Url https://cpd.example.com -UserName u -SecretName s", "Int32")]
    [InlineData("function Get-Secret { 'key' }; Connect-Cpd -Url https://cpd.example.com -SecretName s", "-UserName")]
    [InlineData("Connect-Cpd -Url https://cpd.example.com -Credential ([pscredential]::new('u', $secret)) -AuthenticationType Iam", "-IamUrl")]
    public void A_login_that_lacks_something_says_what(string script, string words)
    {
        using var engine = new Engine();

        RunResult result = engine.Run(Login + script);

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Contains(words, result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    private static async Task AnswerAsync(TcpListener listener, byte[] reply)
    {
        byte[] buffer = new byte[16 * 1024];
        while (true)
        {
            try
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                _ = await stream.ReadAsync(buffer);
                await stream.WriteAsync(reply);
                // Until the client has left: closed with something unread, the connection would be reset and the reply lost.
                client.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(buffer) > 0)
                    continue;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (IOException)
            {
                // The client left.
            }
        }
    }
}
