using System.Diagnostics;
using System.Globalization;
using MlopsCmdlets.Benchmarks.Support;
using MlopsCmdlets.Git.Notebooks;

namespace MlopsCmdlets.Benchmarks.Git;

/// <summary>The comparison of two notebooks of 10 MB, and git's line comparison of the same files.</summary>
internal static class NotebookBenchmark
{
    private const int DefaultRounds = 7;

    public static async Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        string git = Tool.Find("git") ?? throw new InvalidOperationException("The git program is not on the PATH.");
        string folder = Directory.CreateTempSubdirectory("notebooks").FullName;
        report.Title("Notebook comparison");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"Two notebooks of about 10 MB, one in ten cells edited, read from disk and compared by cell, line and word; median of {rounds} rounds in turn with `git diff --no-index`, which compares the lines of the JSON."));
        report.Line("");
        report.Header("Notebook", "MB", "changed cells", "ms", "git ms", "ratio");
        var bars = new List<(string Name, double Seconds)>();
        try
        {
            foreach ((string name, Func<bool, byte[]> make) in new (string, Func<bool, byte[]>)[]
            {
                ("100 cells with pictures", NotebookFile.WithPictures),
                ("10,000 cells of code", NotebookFile.WithCode),
                ("10,000 cells of code without ids", changed => NotebookFile.WithoutIds(NotebookFile.WithCode(changed))),
            })
            {
                string before = Path.Combine(folder, "before.ipynb"), after = Path.Combine(folder, "after.ipynb");
                await File.WriteAllBytesAsync(before, make(false));
                await File.WriteAllBytesAsync(after, make(true));
                List<double> ours = [], gits = [];
                int cells = 0;
                for (int round = -1; round < rounds; round++)
                {
                    long start = Stopwatch.GetTimestamp();
                    cells = NotebookComparer.Compare(await File.ReadAllBytesAsync(before), await File.ReadAllBytesAsync(after), new NotebookCompareOptions()).Cells.Count;
                    double our = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    double other = await GitAsync(git, before, after);
                    if (round < 0)
                        continue;
                    ours.Add(our);
                    gits.Add(other);
                }

                report.Row(name, new FileInfo(after).Length / 1e6, cells, ours.Median(), gits.Median(), ours.Zip(gits, (o, g) => o / g).Median());
                bars.Add((name, ours.Median() / 1000));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        report.Line("");
        foreach ((string name, double seconds) in bars)
            report.Bar(name, seconds, 1, " s");
    }

    private static async Task<double> GitAsync(string git, string before, string after)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(git, ["diff", "--no-index", "--no-color", before, after]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        await process.WaitForExitAsync();
        return process.ExitCode == 1 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidOperationException($"git ended with exit code {process.ExitCode}.");
    }
}
