using System.Net;
using System.Net.Sockets;
using System.Text;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Http.Tests;

public sealed class ProxyTests : TransportTest
{
    private RestTransport Through(FaultServer proxy, string origin, NetworkCredential? credential = null, params string[] bypass) => Through(proxy.Origin, origin, credential, bypass);

    private RestTransport Through(Uri proxy, string origin, NetworkCredential? credential = null, params string[] bypass) =>
        Keep(new RestTransport(new TransportOptions(new Uri(origin))
        {
            TimeProvider = Clock,
            Observer = Observed,
            Proxy = new ProxyOptions(proxy) { Credential = credential, Bypass = bypass },
        }));

    [Fact]
    public async Task Calls_go_through_the_proxy()
    {
        var proxy = Serve((peer, _) => peer.ReplyAsync(200, """{"name":"through"}"""));

        var thing = await SendAsync(Through(proxy, "http://cpd.example.com:8080/"), Get());

        Assert.Equal("through", thing!.Name);
        Assert.Equal("http://cpd.example.com:8080/v2/things", Assert.Single(proxy.Requests).Target);
    }

    [Fact]
    public async Task A_proxy_that_asks_gets_its_credential()
    {
        var proxy = Serve((peer, request) => request.Header("Proxy-Authorization") is null
            ? peer.ReplyAsync(407, "", "", "Proxy-Authenticate: Basic realm=\"corp\"")
            : peer.ReplyAsync(200, "{}"));

        await SendAsync(Through(proxy, "http://cpd.example.com/", new NetworkCredential("joe", "proxy-canary-5")), Get());

        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("joe:proxy-canary-5")), proxy.Requests[proxy.Requests.Count - 1].Header("Proxy-Authorization"));
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("http", true)]
    [InlineData("https", false)]
    [InlineData("https", true)]
    public async Task A_proxy_that_refuses_is_told_without_its_password(string scheme, bool withCredential)
    {
        var proxy = Serve((peer, _) => peer.ReplyAsync(407, "", "", "Proxy-Authenticate: Basic realm=\"corp\""));

        var error = await Fails<ApiProxyException>(SendAsync(Through(proxy, scheme + "://cpd.example.com/", withCredential ? new NetworkCredential("joe", "proxy-canary-5") : null), Get()));

        Assert.Equal(407, error.Status);
        Assert.Equal(1, error.Call.Attempts);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

#if NET // .NET Framework and mono hand the proxy's answer to CONNECT over as if it were the server's
    [Fact]
    public async Task A_proxy_that_cannot_reach_the_server_is_told()
    {
        var proxy = Serve((peer, _) => peer.ReplyAsync(502));
        var error = await Fails<ApiProxyException>(SendAsync(Through(proxy, "https://cpd.example.com/"), Post()));
        Assert.False(error.MayHaveBeenProcessed);
        Assert.Contains("cpd.example.com", error.Message, StringComparison.Ordinal);
    }
#endif

    [Fact]
    public async Task A_proxy_that_is_not_there_is_told_as_the_proxy()
    {
        // Bound, so that nobody else gets the port, but never listening.
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var proxy = new Uri($"http://127.0.0.1:{((IPEndPoint)deaf.LocalEndPoint!).Port}/");

        var error = await Fails<ApiProxyException>(SendAsync(Through(proxy, "http://cpd.example.com/"), Get()));

        Assert.Null(error.Status);
        Assert.Contains(proxy.Authority, error.Message, StringComparison.Ordinal);
        Assert.Equal(4, error.Call.Attempts);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    public async Task Bypassed_hosts_are_reached_directly(string rule)
    {
        var proxy = Serve((peer, _) => peer.ReplyAsync(500));
        var direct = Serve((peer, _) => peer.ReplyAsync(200, """{"name":"direct"}"""));

        var thing = await SendAsync(Through(proxy, $"http://localhost:{direct.Port}/", null, rule), Get());

        Assert.Equal("direct", thing!.Name);
        Assert.Empty(proxy.Requests);
    }

    [Theory]
    [InlineData("cpd.corp.example", ".corp.example", true)]
    [InlineData("cpd.corp.example", "*.corp.example", true)]
    [InlineData("cpd.corp.example", "corp.example", false)]
    [InlineData("evilcorp.example", ".corp.example", false)]
    [InlineData("cpd.corp.example.evil", "*.corp.example", false)]
    public void Bypass_rules_match_whole_labels(string host, string rule, bool expected) =>
        Assert.Equal(expected, Sending.OwnProxy.IsBypassed(new Uri($"https://{host}/"), [rule]));

    [Fact]
    public void A_password_in_the_proxys_address_is_refused() =>
        Assert.DoesNotContain("canary", Assert.Throws<ArgumentException>(() => new ProxyOptions(new Uri("http://joe:canary@proxy/"))).ToString(), StringComparison.Ordinal);
}
