using MlopsCmdlets.Benchmarks.Support;

namespace MlopsCmdlets.Benchmarks.Promotion;

/// <summary>What Invoke-MlopsPromotion adds to the transfer and to the cluster's own time for the switch.</summary>
internal static class PromotionBenchmark
{
    private const int DefaultRounds = 5;

    public static async Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        string folder = Directory.CreateTempSubdirectory("mlops-promotion-").FullName;
        try
        {
            ILookup<string, double> measured = await Shell.MeasureAsync("Promotion/Measure-Apply.ps1", "-Module", Built.Module, "-Folder", folder, "-Rounds", rounds.ToString(System.Globalization.CultureInfo.InvariantCulture));
            report.Title("Applying a plan");
            report.Line("`Invoke-MlopsPromotion` of a model between two sandboxes over TLS in which every request takes 20 ms more. Overhead is the whole call less transfer and switch, which are the cluster's: check, lock, clean-up, gates, record, unlock.");
            report.Line($"{await Shell.VersionAsync()}. Median of {rounds} promotions after 1 that does not count.");
            report.Line("");
            report.Header("Step", "s");
            foreach (IGrouping<string, double> step in measured.Where(group => group.Key.StartsWith("step", StringComparison.Ordinal)))
                report.Row(step.Key[4..], step.Median() / 1000);
            report.Row("whole call", measured["total"].Median() / 1000);
            report.Line("");
            report.Bar("overhead of applying a plan", measured["overhead"].Median() / 1000, 2, " s");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
