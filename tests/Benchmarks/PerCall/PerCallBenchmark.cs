using System.Globalization;
using MlopsCmdlets.Benchmarks.Support;

namespace MlopsCmdlets.Benchmarks.PerCall;

/// <summary>What a call and an emitted object cost, against an empty cmdlet in the same process.</summary>
internal static class PerCallBenchmark
{
    private const int DefaultRounds = 21;

    public static async Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        using ConstantServer server = await ConstantServer.StartAsync();
        report.Title("Calls and objects");
        ILookup<string, double> measured = await Shell.MeasureAsync(
            "PerCall/Measure-PerCall.ps1",
            "-Module", Built.Module,
            "-EmptyModule", Built.EmptyModule,
            "-Url", server.Url.ToString(),
            "-Rounds", rounds.ToString(CultureInfo.InvariantCulture),
            "-Spaces", ConstantServer.Spaces.ToString(CultureInfo.InvariantCulture));
        report.Line($"Loops in {await Shell.VersionAsync()}: 4,000 calls, 20,000 objects, median of {rounds} rounds in turn after 3 that do not count.");
        report.Line("The cmdlets make no request, except for objects through the queue: there the difference between emitting a list of spaces from a constant server and emitting none of it.");
        report.Line("");
        report.Header("What", "µs", "over the empty C# cmdlet, µs");
        double call = measured["empty-call"].Median();
        double emitted = measured["empty-object"].Median();
        report.Row("call: empty C# cmdlet", call, "");
        report.Row("call: Get-MlopsSandbox, none running", measured["sandbox-call"].Median(), measured["sandbox-call"].Median() - call);
        report.Row("call: Get-CpdSession with a pattern that matches none of 10", measured["session-call"].Median(), measured["session-call"].Median() - call);
        report.Row("object: empty C# cmdlet", emitted, "");
        report.Row("object: written at once (Get-CpdSession)", measured["direct-object"].Median(), measured["direct-object"].Median() - emitted);
        report.Row("object: through the queue (Get-CpdSpace)", measured["queued-object"].Median(), measured["queued-object"].Median() - emitted);
        report.Line("");
        report.Bar("a call over an empty one", Math.Max(measured["sandbox-call"].Median(), measured["session-call"].Median()) - call, 60, " µs");
        report.Bar("an emitted object", Math.Max(measured["direct-object"].Median(), measured["queued-object"].Median()), 5, " µs");
    }
}
