using System.Globalization;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Benchmarks.Support;

namespace MlopsCmdlets.Benchmarks.Transfer;

/// <summary>The same copy by curl and sha256sum: export, wait, download, import, wait, download everything back four at a time, hash it.</summary>
internal sealed class CurlCopy(SandboxServer server, string folder)
{
    private const int Parallel = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private string Config => Path.Combine(folder, "curl.conf");

    /// <returns>The bytes that arrived.</returns>
    public async Task<long> RunAsync(string source, string destination, IReadOnlyList<string> assets)
    {
        string bundle = Path.Combine(folder, "bundle.zip");
        string back = Directory.CreateDirectory(Path.Combine(folder, "back")).FullName;
        try
        {
            // HTTP/1.1 is what curl is fastest with here, and what the module speaks.
            await File.WriteAllTextAsync(Config, $"silent\nshow-error\nfail\nhttp1.1\ncacert = \"{Escape(server.CaFile)}\"\nheader = \"Authorization: Bearer {server.Token}\"\n");
            string request = Path.Combine(folder, "export.json");
            await File.WriteAllTextAsync(request, JsonSerializer.Serialize(new { name = "curl", assets = new { asset_ids = assets } }));

            string export = IdOf(await CurlAsync("-H", "Content-Type: application/json", "-d", "@" + request, At($"/v2/asset_exports?space_id={source}")));
            await WaitAsync($"/v2/asset_exports/{export}?space_id={source}");
            await CurlAsync("-o", bundle, At($"/v2/asset_exports/{export}/content?space_id={source}"));
            string import = IdOf(await CurlAsync("-X", "POST", "-H", "Content-Type: application/zip", "-T", bundle, At($"/v2/asset_imports?space_id={destination}")));
            await WaitAsync($"/v2/asset_imports/{import}?space_id={destination}");

            using JsonDocument list = JsonDocument.Parse(await CurlAsync("-H", "Content-Type: application/json", "-d", "{\"query\":\"*:*\",\"limit\":200}", At($"/v2/asset_types/asset/search?space_id={destination}")));
            string[] ids = [.. list.RootElement.GetProperty("results").EnumerateArray().Select(a => a.GetProperty("metadata").GetProperty("asset_id").GetString()!)];
            string[] attachments = [.. (await ManyAsync("asset", ids.Select(id => $"/v2/assets/{id}?space_id={destination}")))
                .Select(d => d.GetProperty("attachments")[0].GetProperty("id").GetString()!)];
            string[] links = [.. (await ManyAsync("link", ids.Zip(attachments, (id, a) => $"/v2/assets/{id}/attachments/{a}?space_id={destination}")))
                .Select(d => d.GetProperty("url").GetString()!)];
            string[] files = await DownloadAsync("back/file", links);
            string hashes = await Tool.RunAsync("sha256sum", files);
            if (hashes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length != assets.Count)
                throw new InvalidOperationException("curl did not copy everything.");
            long bytes = files.Sum(f => new FileInfo(f).Length);
            await CurlAsync("-X", "DELETE", At($"/v2/asset_exports/{export}?space_id={source}&hard_delete=true"));
            return bytes;
        }
        finally
        {
            File.Delete(bundle);
            Directory.Delete(back, recursive: true);
        }
    }

    private async Task WaitAsync(string path)
    {
        while (true)
        {
            using JsonDocument job = JsonDocument.Parse(await CurlAsync(At(path)));
            string state = job.RootElement.GetProperty("entity").GetProperty("status").GetProperty("state").GetString()!;
            if (state == "completed")
                return;
            if (state is not ("pending" or "running"))
                throw new InvalidOperationException($"{path} ended {state}.");
            await Task.Delay(Poll);
        }
    }

    private async Task<JsonElement[]> ManyAsync(string name, IEnumerable<string> paths) =>
        [.. (await DownloadAsync(name, paths)).Select(f => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(f)))];

    private async Task<string[]> DownloadAsync(string name, IEnumerable<string> paths)
    {
        var config = new StringBuilder();
        var files = new List<string>();
        foreach (string path in paths)
        {
            string file = Path.Combine(folder, $"{name}.{files.Count}");
            files.Add(file);
            config.Append(CultureInfo.InvariantCulture, $"url = \"{At(path)}\"\noutput = \"{Escape(file)}\"\n");
        }

        string urls = Path.Combine(folder, "urls.conf");
        await File.WriteAllTextAsync(urls, config.ToString());
        await CurlAsync("-Z", "--parallel-max", Parallel.ToString(CultureInfo.InvariantCulture), "-K", urls);
        return [.. files];
    }

    private Task<string> CurlAsync(params IEnumerable<string> arguments) => Tool.RunAsync("curl", ["-K", Config, .. arguments]);

    private string At(string path) => new Uri(server.Url, path).AbsoluteUri;

    private static string IdOf(string reply)
    {
        using JsonDocument document = JsonDocument.Parse(reply);
        return document.RootElement.GetProperty("metadata").GetProperty("id").GetString()!;
    }

    private static string Escape(string path) => path.Replace("\\", "\\\\", StringComparison.Ordinal);
}
