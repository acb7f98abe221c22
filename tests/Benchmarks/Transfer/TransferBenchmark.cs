using System.Diagnostics;
using System.Globalization;
using MlopsCmdlets.Benchmarks.Support;

namespace MlopsCmdlets.Benchmarks.Transfer;

/// <summary>Copy-CpdAsset of one large asset, and of many small ones, against curl and sha256sum.</summary>
internal static class TransferBenchmark
{
    private const int DefaultRounds = 5;
    private const int SmallAssets = 200;
    private const int SmallBytes = 16 * 1024;

    /// <summary>Source, bundle of the server, bundle of the client, upload, destination, and the copy read back by curl.</summary>
    private const int SpaceFactor = 6;

    public static async Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        if (Tool.Find("curl") is null || Tool.Find("sha256sum") is null)
            throw new InvalidOperationException("The transfer is measured against curl and sha256sum; one of them is not on the PATH.");
        string folder = Directory.CreateTempSubdirectory("mlops-transfer-").FullName;
        try
        {
            long needed = SpaceFactor * (long)options.SizeMib << 20;
            if (new DriveInfo(folder).AvailableFreeSpace is long free && free < needed)
                throw new InvalidOperationException($"The folder for temporary files needs {needed >> 20} MiB and has {free >> 20}. Give a smaller --size-mib, or another folder in TMPDIR.");
            using SandboxServer server = await SandboxServer.StartAsync(folder);
            string warm = await server.NewSpaceAsync("warm");
            await server.AddAssetAsync(warm, "warm.bin", SmallBytes, 0);

            report.Title("Transfer");
            report.Line("`Copy-CpdAsset -All` between two spaces of a sandbox over TLS, in a fresh process each time after a copy of one small asset, against curl in shell-script manner: export, poll each 100 ms, download, import, poll, list, download all back four at a time over HTTP/1.1, `sha256sum`.");
            report.Line($"{await Shell.VersionAsync()}; {(await Tool.RunAsync("curl", "--version")).Split('(')[0].Trim()}. Median of {rounds} rounds in turn after 1 that does not count. Memory is the peak of the working set during the copy less what it was before.");
            report.Line("");
            report.Header("Assets", "curl, s", "Copy-CpdAsset, s", "speed (curl = 1)", "slowest and fastest round", "growth, MiB");

            var run = new Run(server, folder, warm, rounds);
            Figures large = await run.MeasureAsync("large", 1, (long)options.SizeMib << 20);
            Figures small = await run.MeasureAsync("small", SmallAssets, SmallBytes);
            Row(report, string.Create(CultureInfo.InvariantCulture, $"1 of {options.SizeMib} MiB"), large);
            Row(report, string.Create(CultureInfo.InvariantCulture, $"{SmallAssets} of {SmallBytes / 1024} KiB"), small);
            report.Line("");
            report.Bar("speed, one large asset", large.Speed, 0.8, atLeast: true);
            report.Bar("speed, many small assets", small.Speed, 0.8, atLeast: true);
            report.Bar("memory growth", Math.Max(large.Growth, small.Growth), 64, " MiB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Row(Report report, string what, Figures figures) => report.Row(
        what,
        figures.Curl.Median(),
        figures.Module.Median(),
        figures.Speed,
        string.Create(CultureInfo.InvariantCulture, $"{figures.Speeds.Min():F2} to {figures.Speeds.Max():F2}"),
        figures.Growth);

    private sealed record Figures(IReadOnlyList<double> Curl, IReadOnlyList<double> Module, double Growth)
    {
        public IEnumerable<double> Speeds => Curl.Zip(Module, (curl, module) => curl / module);

        public double Speed => Speeds.Median();
    }

    private sealed class Run(SandboxServer server, string folder, string warm, int rounds)
    {
        public async Task<Figures> MeasureAsync(string name, int count, long bytes)
        {
            string source = await server.NewSpaceAsync(name);
            var assets = new List<string>();
            for (int i = 0; i < count; i++)
                assets.Add(await server.AddAssetAsync(source, $"{name}-{i}.bin", bytes, i + 1));

            List<double> curl = [], module = [];
            double growth = 0;
            for (int round = -1; round < rounds; round++)
            {
                double curlSeconds = await CurlAsync(source, assets, count * bytes);
                ILookup<string, double> measured = await ModuleAsync(name, source, count * bytes);
                if (round < 0)
                    continue;
                curl.Add(curlSeconds);
                module.Add(measured["ms"].Single() / 1000);
                growth = Math.Max(growth, measured["growth"].Single() / (1 << 20));
            }

            await server.RemoveSpaceAsync(source);
            return new Figures(curl, module, growth);
        }

        private async Task<double> CurlAsync(string source, List<string> assets, long expected)
        {
            string destination = await server.NewSpaceAsync("curl-destination");
            long start = Stopwatch.GetTimestamp();
            long bytes = await new CurlCopy(server, folder).RunAsync(source, destination, assets);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            await server.RemoveSpaceAsync(destination);
            return bytes == expected ? seconds : throw new InvalidOperationException($"curl copied {bytes} bytes instead of {expected}.");
        }

        private async Task<ILookup<string, double>> ModuleAsync(string name, string source, long expected)
        {
            string destination = await server.NewSpaceAsync("module-destination");
            string warmDestination = await server.NewSpaceAsync("warm-destination");
            ILookup<string, double> measured = await Shell.MeasureAsync(
                "Transfer/Measure-Transfer.ps1",
                "-Module", Built.Module, "-Url", server.Url.ToString(), "-UserName", SandboxServer.UserName, "-Password", server.Password, "-CaCertificate", server.CaFile,
                "-WarmSource", warm, "-WarmDestination", warmDestination, "-Source", source, "-Destination", destination);
            await server.RemoveSpaceAsync(warmDestination);
            await server.RemoveSpaceAsync(destination);
            return measured["bytes"].Single() == expected ? measured : throw new InvalidOperationException($"The copy of '{name}' was not complete.");
        }
    }
}
