using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using MlopsCmdlets.Benchmarks.Support;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Scoring;

namespace MlopsCmdlets.Benchmarks.Score;

/// <summary>Scores a CSV by the bare program, by the library, and by the cmdlet with -Path and from the pipeline, in turn.</summary>
internal static class ScoreBenchmark
{
    private const int DefaultRounds = 7;
    public const int Rows = 100_000;
    private const int ManyRows = 400_000;

    public static async Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".csv");
        string longPath = path + ".long.csv";
        await using ConstantScoringServer server = await ConstantScoringServer.StartAsync();
        using CpdSession session = await ConnectAsync(server.Url);
        CpdDeployment deployment = new()
        {
            Id = "d1", Name = "churn", Type = "online", Kind = CpdDeploymentKind.Online, AssetId = "m1", AssetType = "model", SpaceId = "s1", Session = session,
        };
        using Runspace runspace = Open(deployment, path);
        try
        {
            ScoringFigures.WriteCsv(path, Rows);
            ScoringFigures.WriteCsv(longPath, ManyRows);
            (string Name, Func<string, Task<long>> Run)[] ways =
            [
                ("bare HttpClient program", p => BareScoring.RunAsync(server.Url, p)),
                ("library (rows and results)", p => LibraryAsync(deployment, p)),
                ("the bare program as a cmdlet that emits PSCustomObjects, to Out-Null", p => CmdletAsync(runspace, p, "Invoke-BareScore -Url $url -Path $path | Out-Null")),
                ("Invoke-CpdScore -Path, to $null", p => CmdletAsync(runspace, p, "Invoke-CpdScore $deployment -Path $path > $null")),
                ("Invoke-CpdScore -Path, to Out-Null", p => CmdletAsync(runspace, p, "Invoke-CpdScore $deployment -Path $path | Out-Null")),
                ("Out-Null alone: it takes objects that are there already", p => CmdletAsync(runspace, p, "Write-Ready | Out-Null")),
                ("Invoke-CpdScore -Path, each object counted by a script", p => CmdletAsync(runspace, p, "$n = 0; Invoke-CpdScore $deployment -Path $path | ForEach-Object { $n++ }; $n")),
            ];
            var runs = ways.ToDictionary(w => w.Name, _ => new List<Measurement>(), StringComparer.Ordinal);
            for (int round = -2; round < rounds; round++)
            {
                foreach ((string name, Func<string, Task<long>> run) in ways)
                {
                    Measurement measured = await Measurement.OfAsync(() => run(path));
                    if (round >= 0)
                        runs[name].Add(measured);
                }
            }

            Dictionary<string, Measurement> many = new(StringComparer.Ordinal);
            foreach ((string name, Func<string, Task<long>> run) in ways)
                many[name] = await Measurement.OfAsync(() => run(longPath));
            report.Title("Scoring");
            report.Line(string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows of 16 columns out of a CSV file, {ScoringFigures.BatchSize} rows a request, {ScoringFigures.Concurrency} requests at a time, a server in the same process that answers a constant."));
            report.Line(string.Create(CultureInfo.InvariantCulture, $"Median of {rounds} runs in turn. Speed is that of the bare program = 1."));
            report.Line("");
            report.Header("Way", "ms", "rows/s", "speed", "processor ms, least", "speed by processor time", "heap growth, MiB", $"the same with {ManyRows / Rows} times the rows, MiB");
            double bare = Milliseconds(0);
            double bareCmdlet = Milliseconds(2);
            foreach ((string name, Func<string, Task<long>> run) in ways)
            {
                Measurement median = Measurement.Median(runs[name]);
                double ms = median.Elapsed.TotalMilliseconds;
                report.Row(name, ms, Rows / ms * 1000, bare / ms, Processor(name), Processor(ways[0].Name) / Processor(name), median.PeakGrowth >> 20, many[name].PeakGrowth >> 20);
            }

            report.Line("");
            report.Line("A program emits no objects. What is emitted here are rows that can be read, set and exported; with `> $null` they go into the pipeline and nobody takes them.");
            report.Line("The next command's share, binding each object to its parameter, is the same whoever emits them.");
            report.Line("Where other work used the machine, the least processor time says more than the time on the clock.");
            report.Line("");
            report.Bar("speed of the library against the bare program", bare / Milliseconds(1), 0.8, atLeast: true);
            report.Bar("speed of the cmdlet against the bare program as a cmdlet that emits PSCustomObjects, both with Out-Null", bareCmdlet / Milliseconds(4), 0.8, atLeast: true);
            report.Bar("speed of the cmdlet against the bare program", bare / Milliseconds(3), 0.8, atLeast: true);
            report.Bar(string.Create(CultureInfo.InvariantCulture, $"heap growth of the cmdlet with {ManyRows:N0} rows"), many[ways[4].Name].PeakGrowth >> 20, 128, " MiB");

            double Processor(string way) => runs[way].Min(r => r.Processor.TotalMilliseconds);
            double Milliseconds(int way) => Measurement.Median(runs[ways[way].Name]).Elapsed.TotalMilliseconds;
        }
        finally
        {
            File.Delete(path);
            File.Delete(longPath);
        }
    }

    private static async Task<long> LibraryAsync(CpdDeployment deployment, string path)
    {
        CpdClient client = deployment.Session!.GetClient();
        CpdModel model = await client.Models.GetAsync(deployment.Container, deployment.AssetId!);
        var scorer = new RowScorer(
            (request, cancellationToken) => client.Scoring.PredictRawAsync(deployment.Id, request, cancellationToken),
            new RowScorerOptions { Schema = model.InputFields, BatchSize = ScoringFigures.BatchSize, ThrottleLimit = ScoringFigures.Concurrency });
        Task feeding = Task.Run(async () =>
        {
            using CsvRowReader csv = CsvRowReader.Open(path);
            scorer.Begin(csv.Columns);
            while (csv.Read(out InputRow row))
            {
                scorer.Add(row);
                if (scorer.IsFull)
                    await scorer.SendAsync(CancellationToken.None);
            }

            await scorer.SendAsync(CancellationToken.None);
            scorer.Complete();
        });
        var joiner = new ResultJoiner();
        long scored = 0;
        while (await scorer.TakeAsync(CancellationToken.None) is { } batch)
        {
            foreach (ScoredRow row in joiner.Join(batch))
                scored += row.Prediction is null ? 0 : 1;
        }

        await feeding;
        return scored;
    }

    private static Task<long> CmdletAsync(Runspace runspace, string path, string script)
    {
        runspace.SessionStateProxy.SetVariable("path", path);
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript(script).Invoke();
        if (shell.HadErrors)
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
        return Task.FromResult(0L);
    }

    private static Runspace Open(CpdDeployment deployment, string path)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-CpdScore", typeof(InvokeCpdScoreCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Write-Ready", typeof(WriteReadyCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-BareScore", typeof(BareScoreCommand), null));
        Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        runspace.SessionStateProxy.SetVariable("deployment", deployment);
        runspace.SessionStateProxy.SetVariable("url", deployment.Session!.Url);
        runspace.SessionStateProxy.SetVariable("path", path);
        return runspace;
    }

    private static Task<CpdSession> ConnectAsync(Uri url)
    {
        var token = new SecureString();
        foreach (char c in "token")
            token.AppendChar(c);
        return CpdSession.ConnectAsync(new CpdConnectOptions { Url = url, Credential = CpdCredential.FromBearerToken(token) });
    }
}
