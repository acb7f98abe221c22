using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Tests.Shared;

[assembly: AssemblyFixture(typeof(MlopsCmdlets.Git.Tests.Repositories.GitSandbox))]

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>One sandbox as Git host for the whole test run, a child process that ends with it. Tests make repositories of their own in it.</summary>
public sealed class GitSandbox : IAsyncLifetime
{
    private SandboxProgram? _program;
    private HttpClient _client = new();
    private JsonNode _git = new JsonObject();
    private int _names;

    public Uri Url { get; private set; } = new("https://localhost");

    public X509Certificate2 Authority { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _program = await SandboxProgram.StartAsync("https", "--user", "admin", "--password", "secret");
        Url = _program.Url;
        Authority = X509Certificate2.CreateFromPem(_program.Ready.GetProperty("caCertificate").GetString());
        _client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } }) { BaseAddress = Url };
        string token = JsonNode.Parse(await (await SendAsync(HttpMethod.Post, "/icp4d-api/v1/authorize", """{"username":"admin","password":"secret"}""")).Content.ReadAsStringAsync())!["token"]!.GetValue<string>();
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _git = JsonNode.Parse(await _client.GetStringAsync("/_sandbox/git"))!;
    }

    public string Token(string login) => _git["users"]!.AsArray().Single(u => u!["login"]!.GetValue<string>() == login)!["token"]!.GetValue<string>();

    public string TokenLabelled(string label) => _git["tokens"]!.AsArray().First(u => u!["label"]!.GetValue<string>() == label)!["token"]!.GetValue<string>();

    /// <summary>A repository of the team with branches dev, uat and prd; gives its address.</summary>
    public async Task<string> AddAsync(string format = "sha1", string kind = "github", string ending = "")
    {
        string name = $"model-{Interlocked.Increment(ref _names)}{ending}";
        string owner = kind == "azure" ? "churn-team/mlops" : "churn-team";
        HttpResponseMessage reply = await SendAsync(HttpMethod.Post, "/_sandbox/git/repositories", $$$"""
            {"host":"{{{kind}}}","owner":"{{{owner}}}","name":"{{{name}}}","object_format":"{{{format}}}","default_branch":"prd","branches":["dev","uat","prd"],"files":{"model.txt":"test_size=0.4\n","data/train.csv":"a,b\n1,2\n"}}
            """);
        string text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["clone_url"]!.GetValue<string>();
    }

    /// <summary>Protects a branch of a repository by GitHub's rules.</summary>
    public async Task ProtectAsync(string address, string branch)
    {
        string repository = new Uri(address).AbsolutePath.Replace("/git/", "").Replace(".git", "");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v3/repos/{repository}/branches/{branch}/protection")
        {
            Content = new StringContent("""{"required_status_checks":null,"enforce_admins":true,"required_pull_request_reviews":{"required_approving_review_count":1},"restrictions":null}""", Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token("lead")) },
        };
        HttpResponseMessage reply = await _client.SendAsync(request);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }

    /// <summary>Adds a fault rule, in the sandbox's own JSON, for one repository; gives what takes it away again.</summary>
    public async Task<IAsyncDisposable> FaultAsync(string address, string path, string rule)
    {
        string pattern = new Uri(address).AbsolutePath + path;
        HttpResponseMessage reply = await SendAsync(HttpMethod.Post, "/_sandbox/faults", $$"""{"path":{{JsonSerializer.Serialize(pattern)}},{{rule}}}""");
        string text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return new Fault(this);
    }

    /// <summary>As one of the users, with the sandbox's own authority.</summary>
    internal RemoteAccess As(string login) => With(Token(login));

    internal RemoteAccess With(string token, bool trusting = true) => new()
    {
        Host = new GitHostOptions { Url = Url, Token = () => token, CaCertificates = trusting ? [Authority] : [] },
    };

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string json) =>
        _client.SendAsync(new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    private sealed class Fault(GitSandbox sandbox) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => (await sandbox._client.DeleteAsync("/_sandbox/faults")).Dispose();
    }
}
