using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Tests.Scoring;

/// <summary>A cluster with one model and one deployment, on a free port of this machine.</summary>
internal sealed class ScoreServer : IDisposable
{
    public const string NoSchema = "[]";

    private readonly HttpListener _listener;
    private readonly List<string> _requests = [];

    /// <param name="fields">The fields of the model's input schema as JSON.</param>
    /// <param name="answer">Status and body for the n-th prediction, counted from 0; null answers each row by its first value.</param>
    public ScoreServer(string fields = NoSchema, Func<JsonElement, int, (int Status, string Body)>? answer = null)
    {
        _listener = Listen();
        Url = new Uri(_listener.Prefixes.First());
        _ = Task.Run(() => ServeAsync(fields, answer ?? ((input, _) => (200, Echo(input)))));
        var token = new SecureString();
        foreach (char c in "token")
            token.AppendChar(c);
        Session = CpdSession.ConnectAsync(new CpdConnectOptions { Url = Url, Credential = CpdCredential.FromBearerToken(token) }).GetAwaiter().GetResult();
    }

    public Uri Url { get; }

    public CpdSession Session { get; }

    /// <summary>The bodies of the predictions asked for.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public CpdDeployment Deployment(string assetType = "model", CpdDeploymentKind kind = CpdDeploymentKind.Online) => new()
    {
        Id = "d1",
        Name = "churn",
        Type = "online",
        Kind = kind,
        AssetId = "m1",
        AssetType = assetType,
        SpaceId = "s1",
        Session = Session,
    };

    public static string Echo(JsonElement input)
    {
        IEnumerable<string> rows = input.GetProperty("values").EnumerateArray().Select(r => $"[\"{r[0]}\",[0.25,0.75]]");
        return $$"""{"predictions":[{"fields":["prediction","probability"],"values":[{{string.Join(",", rows)}}]}]}""";
    }

    public void Dispose()
    {
        Session.Dispose();
        _listener.Close();
    }

    private static HttpListener Listen()
    {
        for (int attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{port}/"));
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (attempt < 5)
            {
                // Somebody else was faster: another port.
            }
        }
    }

    private async Task ServeAsync(string fields, Func<JsonElement, int, (int Status, string Body)> answer)
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => Answer(context, fields, answer));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Answer(HttpListenerContext context, string fields, Func<JsonElement, int, (int Status, string Body)> answer)
    {
        string path = context.Request.Url!.AbsolutePath;
        (int status, string body) = path switch
        {
            "/ml/v4/deployments/d1/predictions" => Predict(context.Request, answer),
            "/ml/v4/models/m1" => (200, """{"metadata":{"id":"m1","name":"m"},"entity":{"type":"pmml_4.2.1","schemas":{"input":[{"id":"1","fields":""" + fields + "}]}}}"),
            _ => (404, """{"errors":[{"code":"not_found","message":"nothing here"}]}"""),
        };
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Close(bytes, willBlock: false);
    }

    private (int Status, string Body) Predict(HttpListenerRequest request, Func<JsonElement, int, (int Status, string Body)> answer)
    {
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        string text = reader.ReadToEnd();
        int number;
        lock (_requests)
        {
            number = _requests.Count;
            _requests.Add(text);
        }

        using JsonDocument document = JsonDocument.Parse(text);
        bool table = document.RootElement.TryGetProperty("input_data", out JsonElement input) && input.GetArrayLength() > 0;
        return answer(table ? input[0] : default, number);
    }
}
