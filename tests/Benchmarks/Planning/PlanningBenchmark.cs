using System.Globalization;
using System.Text.Json;
using MlopsCmdlets.Benchmarks.Support;
using MlopsCmdlets.Benchmarks.Transfer;

namespace MlopsCmdlets.Benchmarks.Planning;

/// <summary>New-MlopsPromotionPlan over two spaces of 1,000 assets each, every request delayed.</summary>
internal static class PlanningBenchmark
{
    private const int DefaultRounds = 3;
    private const int Assets = 1_000;
    private const int Bytes = 512;
    private const int DelayMilliseconds = 20;

    public static async Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        string folder = Directory.CreateTempSubdirectory("mlops-planning-").FullName;
        try
        {
            using SandboxServer server = await SandboxServer.StartAsync(folder);
            string uat = await server.NewSpaceAsync("uat"), prd = await server.NewSpaceAsync("prd");
            foreach (string space in new[] { uat, prd })
            {
                for (int i = 0; i < Assets - 1; i++)
                    await server.AddAssetAsync(space, $"data-{i}.bin", Bytes, i + 1);
            }

            await server.SendAsync(HttpMethod.Post, "/ml/v4/models?version=2021-06-21", new { name = "churn", type = "pmml_4.2.1", software_spec = new { name = "pmml-3.0_4.3" }, space_id = uat });
            string configuration = Path.Combine(folder, "mlops.json"), assets = Path.Combine(folder, "assets.txt");
            await File.WriteAllTextAsync(configuration, JsonSerializer.Serialize(new
            {
                version = 1,
                environments = new[] { new { name = "uat", url = server.Url.GetLeftPart(UriPartial.Authority), space = uat }, new { name = "prd", url = server.Url.GetLeftPart(UriPartial.Authority), space = prd } },
            }));
            await File.WriteAllLinesAsync(assets, Enumerable.Range(0, Assets - 1).Select(i => $"data-{i}.bin"));
            await server.SendAsync(HttpMethod.Post, "/_sandbox/faults", new { fault = "delay", delay_ms = DelayMilliseconds, times = "always" });

            List<double> first = [], again = [];
            ILookup<string, double> figures = Enumerable.Empty<string>().ToLookup(x => x, _ => 0.0);
            for (int round = 0; round < rounds; round++)
            {
                figures = await Shell.MeasureAsync("Planning/Measure-Planning.ps1", Built.Module, server.Url.ToString(), SandboxServer.UserName, server.Password, server.CaFile, configuration, assets);
                first.Add(figures["ms"].Single() / 1000);
                again.Add(figures["again"].Single() / 1000);
            }

            report.Title("Planning");
            report.Line(string.Create(CultureInfo.InvariantCulture, $"`New-MlopsPromotionPlan` over all assets of two spaces of {Assets:N0} assets each in a sandbox over TLS, each request delayed by {DelayMilliseconds} ms, in a fresh process each time. All pairs have the same type, name and size, so that every content has to be read on both sides: the worst case. Client and server share the machine."));
            report.Line($"{await Shell.VersionAsync()}. Median of {rounds} rounds.");
            report.Line("");
            report.Header("Plan", "s", "unchanged", "added");
            report.Row("nothing known", first.Median(), figures["Unchanged"].SingleOrDefault(), figures["Add"].SingleOrDefault());
            report.Row("again, hashes known", again.Median(), figures["Unchanged"].SingleOrDefault(), figures["Add"].SingleOrDefault());
            report.Line("");
            report.Bar("planning", first.Median(), 10, " s");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
