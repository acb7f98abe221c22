using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MlopsCmdlets.Benchmarks.Support;

namespace MlopsCmdlets.Benchmarks.Transfer;

/// <summary>A sandbox process and the few calls that prepare it.</summary>
internal sealed class SandboxServer : IDisposable
{
    public const string UserName = "bench";
    private readonly Process _process;
    private readonly HttpClient _client;

    private SandboxServer(Process process, Uri url, string authority, string password, string caFile)
    {
        _process = process;
        Url = url;
        Password = password;
        CaFile = caFile;
        var trusted = X509Certificate2.CreateFromPem(authority);
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { trusted } };
        _client = new HttpClient(handler) { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
    }

    public Uri Url { get; }

    public string Password { get; }

    public string CaFile { get; }

    public string Token { get; private set; } = "";

    public static async Task<SandboxServer> StartAsync(string folder)
    {
        string password = Guid.NewGuid().ToString("N");
        Process process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [Built.Sandbox, "--urls", "https://127.0.0.1:0", "--user", UserName, "--password", password, "--output", "json", "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["TMPDIR"] = folder, ["TEMP"] = folder, ["TMP"] = folder },
        })!;
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        using JsonDocument ready = JsonDocument.Parse(line);
        string authority = ready.RootElement.GetProperty("caCertificate").GetString()!;
        string caFile = Path.Combine(folder, "ca.pem");
        await File.WriteAllTextAsync(caFile, authority);
        var server = new SandboxServer(process, new Uri(ready.RootElement.GetProperty("url").GetString()!), authority, password, caFile);
        JsonElement login = await server.SendAsync(HttpMethod.Post, "/icp4d-api/v1/authorize", new { username = UserName, password });
        server.Token = login.GetProperty("token").GetString()!;
        server._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        return server;
    }

    public async Task<string> NewSpaceAsync(string name)
    {
        JsonElement made = await SendAsync(HttpMethod.Post, "/v2/spaces", new { name });
        string id = made.GetProperty("metadata").GetProperty("id").GetString()!;
        while ((await SendAsync(HttpMethod.Get, $"/v2/spaces/{id}")).GetProperty("entity").GetProperty("status").GetProperty("state").GetString() == "preparing")
            await Task.Delay(20);
        return id;
    }

    public async Task RemoveSpaceAsync(string id)
    {
        foreach (JsonElement import in (await SendAsync(HttpMethod.Get, $"/v2/asset_imports?space_id={id}")).GetProperty("resources").EnumerateArray())
            await SendAsync(HttpMethod.Delete, $"/v2/asset_imports/{import.GetProperty("metadata").GetProperty("id").GetString()}?space_id={id}&hard_delete=true");
        await SendAsync(HttpMethod.Delete, $"/v2/spaces/{id}");
    }

    /// <summary>Adds a data asset of so many bytes.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddAssetAsync(string space, string name, long bytes, int seed)
    {
        JsonElement asset = await SendAsync(HttpMethod.Post, $"/v2/assets?space_id={space}", new
        {
            metadata = new { name, asset_type = "data_asset", origin_country = "us", asset_category = "USER" },
            entity = new { data_asset = new { mime_type = "application/octet-stream" } },
        });
        string id = asset.GetProperty("asset_id").GetString()!;
        JsonElement attachment = await SendAsync(HttpMethod.Post, $"/v2/assets/{id}/attachments?space_id={space}", new { asset_type = "data_asset", name, mime = "application/octet-stream" });
        using var content = new MultipartFormDataContent { { new NoiseContent(bytes, seed), "file", name } };
        using HttpResponseMessage response = await _client.PutAsync(new Uri(attachment.GetProperty("url1").GetString()!, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        await SendAsync(HttpMethod.Post, $"/v2/assets/{id}/attachments/{attachment.GetProperty("attachment_id").GetString()}/complete?space_id={space}");
        return id;
    }

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using HttpResponseMessage response = await _client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
