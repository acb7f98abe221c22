using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlopsCmdlets.Cpd.Tests.Support;

/// <summary>A small HTTP server on 127.0.0.1, so that logins go through the real transport.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener listener;
    private readonly Func<Received, (int Status, string Body)> answer;

    public LoopbackServer(Func<Received, (int Status, string Body)> answer)
    {
        this.answer = answer;
        (listener, Url) = Listen();
        _ = Task.Run(ServeAsync);
    }

    public Uri Url { get; }

    public ConcurrentQueue<Received> Requests { get; } = new();

    /// <summary>What its replies say about their compression, whether it is so or not.</summary>
    public string? ContentEncoding { get; set; }

    public int Count(string path) => Requests.Count(r => r.Path == path);

    public void Dispose() => listener.Close();

    private static (HttpListener Listener, Uri Url) Listen()
    {
        for (int attempt = 0; ; attempt++)
        {
            var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var server = new HttpListener();
            server.Prefixes.Add(url.ToString());
            try
            {
                server.Start();
                return (server, url);
            }
            catch (HttpListenerException) when (attempt < 5)
            {
                // Somebody else was faster: another port.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => ReplyAsync(context));
        }
    }

    private async Task ReplyAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var received = new Received(
            context.Request.HttpMethod, context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], await reader.ReadToEndAsync().ConfigureAwait(false))
        {
            UserName = context.Request.Headers["username"],
            IamToken = context.Request.Headers["iam-token"],
        };
        Requests.Enqueue(received);
        var (status, body) = answer(received);
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        if (status is 301 or 302) context.Response.Headers["Location"] = "/zen/";
        context.Response.ContentType = body.StartsWith("<", StringComparison.Ordinal) ? "text/html" : "application/json";
        if (ContentEncoding is { } encoding) context.Response.Headers["Content-Encoding"] = encoding;
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
        context.Response.Close();
    }

    internal sealed record Received(string Method, string Path, string? Authorization, string Body)
    {
        public string? UserName { get; init; }

        public string? IamToken { get; init; }
    }
}
