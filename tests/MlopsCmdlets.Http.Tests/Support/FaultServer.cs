using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MlopsCmdlets.Http.Tests.Support;

/// <summary>
/// An HTTP/1.1 server on raw sockets that misbehaves as it is told: 127.0.0.1, a free port, ends with the test. The handler is called for each request, with
/// the request's number from 0.
/// </summary>
internal sealed class FaultServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Peer, Received, Task> _handler;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Received> _requests = [];
    private readonly List<TcpClient> _clients = [];

    public FaultServer(Func<Peer, Received, Task> handler, X509Certificate2? certificate = null, string host = "127.0.0.1")
    {
        _handler = handler;
        _certificate = certificate;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Origin = new Uri($"{(certificate is null ? "http" : "https")}://{host}:{Port}/");
        _ = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    public Uri Origin { get; }

    /// <summary>False leaves request bodies on the wire.</summary>
    public bool ReadsBodies { get; init; } = true;

    /// <summary>Says this to whoever connects, and hangs up.</summary>
    public string? Greeting { get; init; }

    public int Connections { get; private set; }

    public IReadOnlyList<Received> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Completed when the server ends; waiting for it is how a handler stalls.</summary>
    public Task Stopped => Task.Delay(Timeout.Infinite, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        lock (_clients)
        {
            foreach (var client in _clients)
                client.Close();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            lock (_clients)
            {
                _clients.Add(client);
                Connections++;
            }

            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            client.NoDelay = true;
            Stream stream = client.GetStream();
            if (Greeting is not null)
            {
                var greeting = Encoding.ASCII.GetBytes(Greeting);
                await stream.WriteAsync(greeting, 0, greeting.Length);
                return;
            }

            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_certificate, clientCertificateRequired: false, SslProtocols.Tls12, checkCertificateRevocation: false);
                stream = tls;
            }

            var peer = new Peer(client, stream, this);
            while (!peer.IsClosed && await peer.ReadRequestAsync(ReadsBodies) is { } request)
            {
                lock (_requests)
                {
                    request.Number = _requests.Count;
                    _requests.Add(request);
                }

                await _handler(peer, request);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException or InvalidOperationException)
        {
            // The client went away, or the test ended.
        }
        finally
        {
            client.Close();
        }
    }
}

internal sealed class Received
{
    public int Number { get; set; }

    public string Method { get; set; } = "";

    /// <summary>As on the request line: path and query, or a whole address for a proxy.</summary>
    public string Target { get; set; } = "";

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; set; } = [];

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}

/// <summary>The server's end of one connection.</summary>
internal sealed class Peer(TcpClient client, Stream stream, FaultServer server)
{
    public bool IsClosed { get; private set; }

    public Stream Stream => stream;

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] bytes)
    {
        await stream.WriteAsync(bytes, 0, bytes.Length);
        await stream.FlushAsync();
    }

    /// <summary>A whole reply with Content-Length; the connection is kept.</summary>
    public Task ReplyAsync(int status, string body = "", string type = "application/json", params string[] headers) =>
        ReplyAsync(status, Encoding.UTF8.GetBytes(body), type, headers);

    public Task ReplyAsync(int status, byte[] body, string type, params string[] headers)
    {
        var head = new StringBuilder($"HTTP/1.1 {status} Whatever\r\nContent-Length: {body.Length}\r\n");
        if (type.Length > 0)
            head.Append($"Content-Type: {type}\r\n");
        foreach (var header in headers)
            head.Append(header).Append("\r\n");
        byte[] all = [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body];
        return SendAsync(all);
    }

    /// <summary>Ends the connection in order.</summary>
    public void Close()
    {
        IsClosed = true;
        client.Close();
    }

    /// <summary>Ends the connection with a TCP reset.</summary>
    public void Reset()
    {
        IsClosed = true;
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
    }

    /// <summary>Says no more until the test ends.</summary>
    public async Task StallAsync()
    {
        IsClosed = true;
        await server.Stopped;
    }

    public async Task<Received?> ReadRequestAsync(bool withBody)
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length == 0 && lines.Count > 0)
                break;
            if (line.Length > 0)
                lines.Add(line);
        }

        if (lines.Count == 0)
            return null;
        var parts = lines[0].Split(' ');
        var request = new Received { Method = parts[0], Target = parts[1] };
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':');
            request.Headers[line.Substring(0, colon)] = line.Substring(colon + 1).Trim();
        }

        if (!withBody)
            return request;
        if (request.Header("Expect") is not null)
            await SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
        if (request.Header("Content-Length") is { } length)
            request.Body = await ReadExactlyAsync(int.Parse(length, System.Globalization.CultureInfo.InvariantCulture));
        else if (string.Equals(request.Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
            request.Body = await ReadChunksAsync();
        return request;
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        using var all = new MemoryStream();
        while (true)
        {
            var size = int.Parse((await ReadLineAsync())!, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
            var chunk = await ReadExactlyAsync(size);
            await ReadLineAsync();
            if (size == 0)
                return all.ToArray();
            all.Write(chunk, 0, chunk.Length);
        }
    }

    private async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var read = await stream.ReadAsync(bytes, at, count - at);
            if (read == 0)
                throw new IOException("The request ended early.");
            at += read;
        }

        return bytes;
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, 0, 1) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return line.Length > 0 ? line.ToString() : null;
    }
}
