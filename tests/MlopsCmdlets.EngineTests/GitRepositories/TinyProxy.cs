using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlopsCmdlets.EngineTests.GitRepositories;

/// <summary>A proxy that opens tunnels, to whoever knows the password if it has one, and notes where to.</summary>
internal sealed class TinyProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private volatile string? _login;

    /// <param name="login">User name and password with a colon between; null for none.</param>
    public TinyProxy(string? login = null)
    {
        ChangeLogin(login);
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Hosts and ports that tunnels were opened to.</summary>
    public ConcurrentQueue<string> Tunnels { get; } = new();

    /// <summary>From now on it takes another login.</summary>
    public void ChangeLogin(string? login) => _login = login is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(login));

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                NetworkStream near = client.GetStream();
                while (await ReadHeadAsync(near) is { Length: > 0 } head)
                {
                    string[] request = head.Split("\r\n")[0].Split(' ');
                    if (_login is not null && !head.Contains($"Basic {_login}", StringComparison.Ordinal))
                    {
                        await SendAsync(near, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n");
                        continue;
                    }

                    Assert.Equal("CONNECT", request[0]);
                    Tunnels.Enqueue(request[1]);
                    int colon = request[1].LastIndexOf(':');
                    using var far = new TcpClient();
                    await far.ConnectAsync(request[1][..colon].Trim('[', ']'), int.Parse(request[1][(colon + 1)..]), _stop.Token);
                    await SendAsync(near, "HTTP/1.1 200 Connection established\r\n\r\n");
                    await Task.WhenAny(near.CopyToAsync(far.GetStream(), _stop.Token), far.GetStream().CopyToAsync(near, _stop.Token));
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One of the two went away.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) == 1)
            head.Append((char)one[0]);
        return head.ToString();
    }

    private Task SendAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), _stop.Token).AsTask();
}
