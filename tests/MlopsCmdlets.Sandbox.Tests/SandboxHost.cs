using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests;

/// <summary>A sandbox in this process on a free port, and a client that speaks to it over real HTTP.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    // One for all servers of the run: making a key takes longer than most tests.
    private static readonly Lazy<RSA> SigningKey = new(() => RSA.Create(2048));

    private readonly SandboxServer _server;
    private readonly HttpClient _client;

    private SandboxHost(SandboxServer server, HttpClient client)
    {
        _server = server;
        _client = client;
    }

    public World World => _server.World;

    public Uri Url => _server.Url;

    /// <summary>The administrator, logged in.</summary>
    public Session Admin { get; private set; } = null!;

    public static async Task<SandboxHost> StartAsync(Release release = Release.R48, Func<SandboxOptions, SandboxOptions>? configure = null)
    {
        var options = new SandboxOptions { Urls = [new Uri("http://127.0.0.1:0")], Release = release, Password = "secret", SigningKey = SigningKey.Value };
        var server = await SandboxServer.StartAsync(configure?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server.Url, Timeout = TimeSpan.FromSeconds(60) };
        var host = new SandboxHost(server, client);
        host.Admin = await host.LoginAsync("admin", "secret");
        return host;
    }

    public async Task<Session> LoginAsync(string userName, string password)
    {
        var reply = await Anonymous.PostAsync("/icp4d-api/v1/authorize", new JsonObject { ["username"] = userName, ["password"] = password });
        Assert.Equal(200, reply.Status);
        return new Session(_client, reply.Body.Text("token"));
    }

    /// <summary>A new user, logged in, in no space or project.</summary>
    public Task<Session> AddUserAsync(string userName, params string[] roles)
    {
        World.Users.Add(userName, "secret", userName, $"{userName}@example.invalid", roles);
        return LoginAsync(userName, "secret");
    }

    /// <summary>Somebody with a token of the Git hosts.</summary>
    public Session As(string token) => new(_client, token);

    public Session Anonymous => new(_client, null);

    /// <summary>The control endpoints, by key.</summary>
    public Session Control => new(_client, null) { ControlKey = World.ControlKey };

    public Task AddFaultAsync(string rule) => Control.PostAsync("/_sandbox/faults", JsonNode.Parse(rule)!).ContinueWith(t => Assert.Equal(201, t.Result.Status), TaskScheduler.Default);

    public Task SetAsync(string settings) => Control.SendAsync(HttpMethod.Patch, "/_sandbox/settings", JsonNode.Parse(settings)).ContinueWith(t => Assert.Equal(200, t.Result.Status), TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    internal sealed record Answer(int Status, JsonNode? Body, byte[] Bytes, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
    {
        public string TextBody => Encoding.UTF8.GetString(Bytes);

        public string? ErrorCode => Body?["errors"]?[0]?["code"]?.GetValue<string>();
    }

    internal sealed class Session(HttpClient client, string? token)
    {
        public string? Token => token;

        public string? ControlKey { get; init; }

        public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

        public Task<Answer> PostAsync(string path, JsonNode? body = null) => SendAsync(HttpMethod.Post, path, body);

        public Task<Answer> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, JsonNode.Parse(json));

        public Task<Answer> PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, JsonNode.Parse(json));

        public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

        public Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body = null) =>
            SendAsync(method, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

        public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (ControlKey is not null) request.Headers.Add("X-Sandbox-Key", ControlKey);
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            var json = response.Content.Headers.ContentType?.MediaType == "application/json" && bytes.Length > 0 ? JsonNode.Parse(bytes) : null;
            return new Answer((int)response.StatusCode, json, bytes, response.Headers, response.Content.Headers);
        }

        public Task<Answer> UploadAsync(string path, byte[] bytes, string partName = "file") =>
            SendAsync(HttpMethod.Put, path, new MultipartFormDataContent { { new ByteArrayContent(bytes), partName, "upload.bin" } });
    }
}
