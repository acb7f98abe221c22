using System.Diagnostics;
using System.Globalization;
using MlopsCmdlets.Benchmarks.Support;
using MlopsCmdlets.Git.Checks;
using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Benchmarks.Git;

/// <summary>Clone, status, commit and push of a repository of 5,000 files through libgit2, against the git program.</summary>
internal static class RepositoryBenchmark
{
    private const int DefaultRounds = 5, Files = 5_000, PerFolder = 100;
    private const string Who = "Benchmark", Address = "benchmark@example.invalid";

    public static async Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        string git = Tool.Find("git") ?? throw new InvalidOperationException("The git program is not on the PATH.");
        string folder = Directory.CreateTempSubdirectory("repositories").FullName;
        foreach (string role in new[] { "AUTHOR", "COMMITTER" })
        {
            Environment.SetEnvironmentVariable($"GIT_{role}_NAME", Who);
            Environment.SetEnvironmentVariable($"GIT_{role}_EMAIL", Address);
        }

        report.Title("Local repositories");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"A repository of {Files} files of 1 to 8 KB, over the file protocol: clone, status, commit of a change to every file, and push; median of {rounds} rounds in turn with the git program. The git program checks nothing before it commits; the row with checks is for information. The ratio is the median of the rounds' own ratios, which rounds of unlike speed do not bend."));
        report.Line("");
        report.Header("Operation", "ms", "git ms", "ratio");
        try
        {
            string upstream = Path.Combine(folder, "upstream.git");
            await MakeAsync(git, folder, upstream);
            Dictionary<string, (List<double> Ours, List<double> Gits)> figures = [];
            for (int round = -1; round < rounds; round++)
            {
                string ours = Path.Combine(folder, $"ours{round}"), theirs = Path.Combine(folder, $"theirs{round}");
                foreach ((string name, double our, double their) in await RoundAsync(git, upstream, ours, theirs, round))
                {
                    (List<double> all, List<double> gits) = figures.TryGetValue(name, out var known) ? known : figures[name] = ([], []);
                    if (round < 0)
                        continue;
                    all.Add(our);
                    gits.Add(their);
                }

                Directory.Delete(ours, recursive: true);
                Directory.Delete(theirs, recursive: true);
            }

            foreach ((string name, (List<double> ours, List<double> gits)) in figures)
                report.Row(name, ours.Median(), gits.Median(), Ratio(ours, gits));
            report.Line("");
            foreach ((string name, (List<double> ours, List<double> gits)) in figures.Where(f => !f.Key.Contains("checks", StringComparison.Ordinal)))
                report.Bar(name, Ratio(ours, gits), 2, " x git");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<(string Name, double Ours, double Git)>> RoundAsync(string git, string upstream, string ours, string theirs, int round)
    {
        string address = new Uri(upstream).AbsoluteUri;
        var figures = new List<(string, double, double)>
        {
            ("clone", await TimeAsync(() => RepositoryCloner.CloneAsync(address, ours, "main", RemoteAccess.Anonymous, useGit: false, CancellationToken.None)), await TimeAsync(() => Tool.RunAsync(git, "clone", "--quiet", "--branch", "main", address, theirs))),
            ("status, nothing changed", Time(() => GitRepositoryReader.Read(ours)), await TimeAsync(() => Tool.RunAsync(git, "-C", theirs, "status", "--porcelain"))),
        };
        foreach (string clone in new[] { ours, theirs })
        {
            await Tool.RunAsync(git, "-C", clone, "switch", "--quiet", "--create", $"{Path.GetFileName(clone)}");
            Change(clone, round, "first");
        }

        figures.Add(("status, all files changed", Time(() => GitRepositoryReader.Read(ours)), await TimeAsync(() => Tool.RunAsync(git, "-C", theirs, "status", "--porcelain"))));
        figures.Add(("commit", await TimeAsync(() => SaveAsync(ours, CommitCheck.All)), await TimeAsync(() => CommitAsync(git, theirs))));
        figures.Add(("push", await TimeAsync(() => BranchPublisher.PushAsync(BranchPublisher.Plan(new PublishRequest { Path = ours }), RemoteAccess.Anonymous, useGit: false, CancellationToken.None)), await TimeAsync(() => Tool.RunAsync(git, "-C", theirs, "push", "--quiet", "--set-upstream", "origin", "HEAD"))));
        Change(ours, round, "second");
        Change(theirs, round, "second");
        figures.Add(("commit with all checks", await TimeAsync(() => SaveAsync(ours, CommitCheck.None)), await TimeAsync(() => CommitAsync(git, theirs))));
        return figures;
    }

    private static async Task SaveAsync(string folder, CommitCheck relaxed)
    {
        var request = new SaveRequest { Path = folder, Message = "Change", Checks = new CommitCheckOptions { Relaxed = relaxed } };
        await ChangeSaver.CommitAsync(await ChangeSaver.PlanAsync(request, CancellationToken.None), request, CancellationToken.None);
    }

    private static async Task CommitAsync(string git, string folder)
    {
        await Tool.RunAsync(git, "-C", folder, "add", "--all");
        await Tool.RunAsync(git, "-C", folder, "commit", "--quiet", "-m", "Change");
    }

    private static async Task MakeAsync(string git, string folder, string upstream)
    {
        string first = Path.Combine(folder, "first");
        await Tool.RunAsync(git, "init", "--quiet", "--initial-branch=main", first);
        Change(first, 0, "start");
        await CommitAsync(git, first);
        await Tool.RunAsync(git, "clone", "--quiet", "--bare", first, upstream);
    }

    private static void Change(string folder, int round, string text)
    {
        var random = new Random(string.GetHashCode(text, StringComparison.Ordinal) ^ round);
        for (int i = 0; i < Files; i++)
        {
            string path = Path.Combine(folder, FormattableString.Invariant($"data/{i / PerFolder:000}/file{i:0000}.csv"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var lines = new System.Text.StringBuilder();
            for (int line = 0; line < 20 + (i % 140); line++)
                lines.Append(CultureInfo.InvariantCulture, $"{i},{line},{random.Next()},{random.NextDouble():0.000000},{text}\n");
            File.WriteAllText(path, lines.ToString());
        }
    }

    private static double Ratio(List<double> ours, List<double> gits) => ours.Zip(gits, (o, g) => o / g).Median();

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        long start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
