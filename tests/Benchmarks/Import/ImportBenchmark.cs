using MlopsCmdlets.Benchmarks.Support;

namespace MlopsCmdlets.Benchmarks.Import;

/// <summary>Import-Module in fresh processes: nothing, a bare binary module and this module in turn.</summary>
internal static class ImportBenchmark
{
    private const int DefaultRounds = 15;

    public static async Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        (string Name, string Module)[] ways = [("no module", ""), ("a bare DLL with one empty cmdlet", Built.EmptyModule), ("MlopsCmdlets", Built.Module)];
        var times = ways.ToDictionary(w => w.Name, _ => new List<double>());
        var processes = ways.ToDictionary(w => w.Name, _ => new List<double>());
        var memory = ways.ToDictionary(w => w.Name, _ => new List<double>());
        bool isHeavy = false;
        report.Title("Import");
        for (int round = -2; round < rounds; round++)
        {
            foreach ((string name, string module) in ways)
            {
                long start = System.Diagnostics.Stopwatch.GetTimestamp();
                ILookup<string, double> measured = await Shell.MeasureAsync("Import/Measure-Import.ps1", module.Length == 0 ? [] : ["-Module", module]);
                double whole = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                isHeavy |= measured.Contains("heavy");
                if (round < 0)
                    continue;
                times[name].Add(measured["ms"].Single());
                processes[name].Add(whole);
                memory[name].Add(measured["memory"].Single() / (1 << 20));
            }
        }

        report.Line($"`Import-Module` of the published module in {await Shell.VersionAsync()}, each time in a fresh process with warm files, measured inside it with a Stopwatch.");
        report.Line($"Median of {rounds} processes each, in turn, after 2 that do not count.");
        report.Line("");
        report.Header("Imported", "Import-Module, ms", "fastest, ms", "whole process, ms", "working set, MiB");
        foreach ((string name, _) in ways)
            report.Row(name, times[name].Median(), times[name].Min(), processes[name].Median(), memory[name].Median());
        report.Line("");
        report.Bar("Import-Module", times["MlopsCmdlets"].Median(), 40, " ms");
        // The bar's machine imports a bare DLL in 3 ms: in these multiples the machine cancels out.
        report.Bar("Import-Module, in multiples of the bare DLL", times["MlopsCmdlets"].Median() / times["a bare DLL with one empty cmdlet"].Median(), 40.0 / 3, " x");
        report.Bar("loads neither RestSharp nor LibGit2Sharp nor Octokit", !isHeavy);
    }
}
