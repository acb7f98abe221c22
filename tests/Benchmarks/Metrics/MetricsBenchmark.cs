using System.Diagnostics;
using System.Globalization;
using MlopsCmdlets.Benchmarks.Support;
using MlopsCmdlets.Metrics;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Benchmarks.Metrics;

/// <summary>All figures of a million scored rows that are in memory as columns.</summary>
internal static class MetricsBenchmark
{
    private const int DefaultRounds = 7;
    private const int RowCount = 1_000_000;
    private const int Numbers = 10;
    private const int Categories = 6;

    public static Task RunAsync(Report report, Options options)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        MeasuredRows before = MeasuredRows.Make(RowCount, Numbers, Categories, seed: 1, shift: 0);
        MeasuredRows now = MeasuredRows.Make(RowCount, Numbers, Categories, seed: 2, shift: 0.1);
        DriftBaseline baseline = DriftBaselineBuilder.Of(before.Drift);

        report.Title("Metrics");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"{RowCount:N0} rows as columns in memory: binary quality with curves, fairness of two groups with labels, and drift of {Numbers} numeric and {Categories} text features,"));
        report.Line(string.Create(CultureInfo.InvariantCulture, $"predictions and probabilities against a baseline of as many rows. Median of {rounds} rounds; one thread."));
        report.Line("");
        List<double> quality = [], fairness = [], drift = [], learning = [], sorting = [], all = [];
        for (int round = -1; round < rounds; round++)
        {
            double q = Seconds(() => QualityMeasure.Of(now.Quality));
            double f = Seconds(() => FairnessMeasure.Of(now.Fairness));
            double d = Seconds(() => DriftMeasure.Of(baseline, now.Drift));
            double b = Seconds(() => DriftBaselineBuilder.Of(now.Drift));
            double[] copy = (double[])now.Quality.Probabilities[0].Values.Clone();
            double s = Seconds(() =>
            {
                Array.Sort(copy);
                return copy;
            });
            if (round < 0)
                continue;
            quality.Add(q);
            fairness.Add(f);
            drift.Add(d);
            learning.Add(b);
            sorting.Add(s);
            all.Add(q + f + d);
        }

        report.Header("Part", "s");
        report.Row("quality", quality.Median());
        report.Row("fairness", fairness.Median());
        report.Row("drift", drift.Median());
        report.Row("all three", all.Median());
        report.Row("beside them: making a baseline", learning.Median());
        report.Row("for comparison: Array.Sort of the scores alone", sorting.Median());
        report.Line("");
        report.Bar("the whole set", all.Median(), 2, " s");
        return Task.CompletedTask;
    }

    private static double Seconds<T>(Func<T> work)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        GC.KeepAlive(work());
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
