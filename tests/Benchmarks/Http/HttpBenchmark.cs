using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MlopsCmdlets.Benchmarks.Support;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Benchmarks.Http;

/// <summary>A small JSON GET through the transport and through a bare HttpClient.</summary>
internal static class HttpBenchmark
{
    private const int DefaultRounds = 21;
    private const int Calls = 2_000;

    public static async Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        using ConstantServer server = await ConstantServer.StartAsync();
        using var bare = new HttpClient { BaseAddress = server.Url };
        bare.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        using var transport = new RestTransport(new TransportOptions(server.Url) { Tokens = new ConstantToken() });
        var request = new ApiRequest(HttpVerb.Get, "/v2/spaces/1") { Purpose = "read the space" };

        async Task BareAsync()
        {
            using HttpResponseMessage response = await bare.GetAsync(new Uri("/v2/spaces/1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            await using Stream body = await response.Content.ReadAsStreamAsync();
            _ = await JsonSerializer.DeserializeAsync(body, BenchmarkJson.Default.SpaceDocument) ?? throw new InvalidOperationException("No reply.");
        }

        async Task OursAsync() =>
            _ = await transport.SendAsync(request, BenchmarkJson.Default.SpaceDocument, CancellationToken.None) ?? throw new InvalidOperationException("No reply.");

        report.Title("Small GET");
        List<(double Micros, double Bytes)> bareRuns = [], ourRuns = [];
        for (int round = -3; round < rounds; round++)
        {
            // The one that goes first changes, so that neither profits from it.
            (double Micros, double Bytes) first = await MeasureAsync(round % 2 == 0 ? BareAsync : OursAsync);
            (double Micros, double Bytes) second = await MeasureAsync(round % 2 == 0 ? OursAsync : BareAsync);
            if (round < 0)
                continue;
            bareRuns.Add(round % 2 == 0 ? first : second);
            ourRuns.Add(round % 2 == 0 ? second : first);
        }

        double bareMicros = bareRuns.Select(r => r.Micros).Median(), ourMicros = ourRuns.Select(r => r.Micros).Median();
        double ratio = bareRuns.Zip(ourRuns, (b, o) => o.Micros / b.Micros).Median();
        double bareBytes = bareRuns.Select(r => r.Bytes).Median(), ourBytes = ourRuns.Select(r => r.Bytes).Median();
        report.Line(string.Create(CultureInfo.InvariantCulture, $"GETs one after another of a JSON document of about 300 bytes from a server in another process on 127.0.0.1, with login header, read into an object; allocation is that of the whole client process."));
        report.Line(string.Create(CultureInfo.InvariantCulture, $"Median of {rounds} rounds of {Calls:N0} calls in turn; the ratio is the median of the rounds' ratios."));
        report.Line("");
        report.Header("Client", "µs", "ratio", "KiB allocated");
        report.Row("bare HttpClient, stream, source-generated JSON", bareMicros, 1.0, bareBytes / 1024);
        report.Row("MlopsCmdlets.Http (RestSharp, retry, watchdog, redaction)", ourMicros, ratio, ourBytes / 1024);
        report.Line("");
        report.Bar("time against a bare HttpClient", ratio, 2, " ×");
        report.Bar("allocated", ourBytes / 1024, 16, " KiB");
    }

    private static async Task<(double Micros, double Bytes)> MeasureAsync(Func<Task> call)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Calls; i++)
            await call();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalMicroseconds / Calls, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / Calls);
    }
}
