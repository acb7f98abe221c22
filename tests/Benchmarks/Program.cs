using MlopsCmdlets.Benchmarks.Git;
using MlopsCmdlets.Benchmarks.Http;
using MlopsCmdlets.Benchmarks.Import;
using MlopsCmdlets.Benchmarks.Metrics;
using MlopsCmdlets.Benchmarks.PerCall;
using MlopsCmdlets.Benchmarks.Planning;
using MlopsCmdlets.Benchmarks.Promotion;
using MlopsCmdlets.Benchmarks.Score;
using MlopsCmdlets.Benchmarks.Support;
using MlopsCmdlets.Benchmarks.Transfer;

// dotnet run -c Release --project tests/Benchmarks -- <name>... | all [--results FOLDER] [--rounds N] [--size-mib N]
Dictionary<string, Func<Report, Options, Task>> benchmarks = new(StringComparer.Ordinal)
{
    ["import"] = ImportBenchmark.RunAsync,
    ["percall"] = PerCallBenchmark.RunAsync,
    ["http"] = HttpBenchmark.RunAsync,
    ["score"] = ScoreBenchmark.RunAsync,
    ["notebooks"] = NotebookBenchmark.RunAsync,
    ["repositories"] = RepositoryBenchmark.RunAsync,
    ["transfer"] = TransferBenchmark.RunAsync,
    ["metrics"] = MetricsBenchmark.RunAsync,
    ["planning"] = PlanningBenchmark.RunAsync,
    ["promotion"] = PromotionBenchmark.RunAsync,
};

if (args is ["serve"])
    return await ConstantServer.RunUntilInputEndsAsync();

Options? options = Options.Parse(args, benchmarks.Keys);
if (options is null)
{
    await Console.Error.WriteLineAsync($"Name some of: {string.Join(", ", benchmarks.Keys)}; or all. Options: --results FOLDER, --rounds N, --size-mib N (transfer).");
    return 2;
}

bool met = true;
foreach (string name in options.Names)
{
    var report = new Report();
    await benchmarks[name](report, options);
    met &= report.AllMet;
    await Console.Out.WriteLineAsync(report.ToString());
    Directory.CreateDirectory(options.ResultsFolder);
    await File.WriteAllTextAsync(Path.Combine(options.ResultsFolder, name + ".md"), report.ToString());
}

return met ? 0 : 1;
