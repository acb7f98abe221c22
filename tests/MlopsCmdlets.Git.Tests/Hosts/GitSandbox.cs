using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Tests.Shared;

namespace MlopsCmdlets.Git.Tests.Hosts;

/// <summary>One sandbox as Git host for all tests of a class; each test makes repositories of its own in it.</summary>
public sealed class GitSandbox : IAsyncLifetime
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
    private SandboxProgram _program = null!;
    private int _number;

    public const string Scientist = "datascientist";
    public const string Lead = "lead";
    public const string Automation = "automation";
    public const string Outsider = "outsider";

    public Uri Url => _program.Url;

    /// <summary>Addresses and users: <c>gitHubUrl</c>, <c>azureReposUrl</c>, <c>azureProject</c>.</summary>
    public JsonNode Announced { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _program = await SandboxProgram.StartAsync("http");
        Announced = JsonNode.Parse(_program.Ready.GetProperty("git").GetRawText())!;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
    }

    /// <summary>A name that no other test uses.</summary>
    public string NewName(string stem = "model") => $"{stem}-{Interlocked.Increment(ref _number)}";

    /// <summary>The token of a user that may do everything.</summary>
    public string TokenOf(string login) => Token("users", "login", login);

    /// <summary>A token by its label: <c>without-scope</c>, <c>expired</c>, <c>pipeline</c>.</summary>
    public string TokenNamed(string label) => Token("tokens", "label", label);

    /// <summary>A repository with one file on its branches; the last one is the default.</summary>
    /// <param name="host">github or azure.</param>
    /// <param name="owner">Its owner; for azure organisation/project.</param>
    /// <param name="name">Its name.</param>
    /// <param name="branches">Its branches.</param>
    public Task AddRepositoryAsync(string host, string owner, string name, params string[] branches) => ControlAsync(HttpMethod.Post, "/_sandbox/git/repositories", new JsonObject
    {
        ["host"] = host,
        ["owner"] = owner,
        ["name"] = name,
        ["default_branch"] = branches[^1],
        ["branches"] = new JsonArray([.. branches.Select(b => (JsonNode)b)]),
        ["files"] = new JsonObject { ["model.txt"] = "test_size=0.4\n" },
    });

    /// <summary>Adds a fault rule, in the sandbox's own JSON.</summary>
    public Task FaultAsync(JsonObject rule) => ControlAsync(HttpMethod.Post, "/_sandbox/faults", rule);

    public Task ClearFaultsAsync() => ControlAsync(HttpMethod.Delete, "/_sandbox/faults", null);

    /// <summary>How many requests with this method and a path that ends so were answered.</summary>
    public async Task<int> CountAsync(string method, string path)
    {
        var log = await ControlAsync(HttpMethod.Get, $"/_sandbox/requests?method={method}&path={Uri.EscapeDataString(path)}", null);
        return log!["requests"]!.AsArray().Count(r => ((string)r!["path"]!).Split('?')[0].EndsWith(path, StringComparison.OrdinalIgnoreCase));
    }

    public Task<JsonNode?> ControlAsync(HttpMethod method, string path, JsonNode? body) => SendAsync(method, path, body, request => request.Headers.Add("X-Sandbox-Key", _program.Ready.GetProperty("controlKey").GetString()));

    /// <summary>A call of a host's API as a user, past the client that is tested.</summary>
    public Task<JsonNode?> CallAsync(string login, HttpMethod method, string path, JsonNode? body = null) =>
        SendAsync(method, path, body, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(login)));

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body, Action<HttpRequestMessage> authorize)
    {
        using var request = new HttpRequestMessage(method, new Uri(Url, path));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        authorize(request);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private string Token(string list, string by, string name) => (string)Announced[list]!.AsArray().First(one => (string?)one![by] == name)!["token"]!;
}
