using System.Globalization;
using System.Xml.Linq;
using MlopsCmdlets.Measuring;
using MlopsCmdlets.Metrics;
using MlopsCmdlets.Metrics.Charts;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>How good, how fair and how far from its baseline a model is.</summary>
internal static class MeasurementSection
{
    private const int MostFeatures = 25;

    public static XElement Of(MlopsMeasurement measurement, ChartNumbers numbers) => Tag.Section(
        $"Measurement: {measurement.Model ?? measurement.Deployment ?? "scored rows"}",
        Tag.Facts(
            ("Deployment", ReportText.Of(measurement.Deployment)),
            ("Rows", measurement.Rows.ToString("N0", CultureInfo.InvariantCulture) + (measurement.SkippedRows > 0 ? $", {measurement.SkippedRows.ToString("N0", CultureInfo.InvariantCulture)} left out" : "")),
            ("Label", measurement.LabelColumn is { } label ? ReportText.Of(measurement.PositiveClass is { } positive ? $"{label}, {positive} is positive" : label) : null),
            ("Measured", ReportText.Time(measurement.MeasuredAt))),
        Tag.List("warnings", measurement.Warnings),
        measurement.Quality is { } quality ? Quality(measurement, quality, numbers) : null,
        measurement.Fairness is { } fairness ? Fairness(fairness, numbers) : null,
        measurement.Drift is { } drift ? Drift(drift, numbers) : null);

    private static object?[] Quality(MlopsMeasurement measurement, QualityMeasurement quality, ChartNumbers numbers) =>
    [
        new XElement("h3", "Quality"),
        Figures(quality.Metrics),
        new XElement(
            "div",
            new XAttribute("class", "charts"),
            measurement.RocCurve.Count < 2 ? null : CurveChart.Of(
                numbers.Next(), "ROC curve", "False positive rate", "True positive rate", Points(measurement.RocCurve), diagonal: true,
                $"area {ReportText.Number(measurement.AreaUnderRoc)}"),
            measurement.PrecisionRecallCurve.Count < 2 ? null : CurveChart.Of(
                numbers.Next(), "Precision–recall curve", "Recall", "Precision", Points(measurement.PrecisionRecallCurve), diagonal: false,
                $"area {ReportText.Number(measurement.AreaUnderPr)}")),
        Confusion(quality.ConfusionMatrix),
    ];

    private static object?[] Fairness(FairnessMeasurement fairness, ChartNumbers numbers) =>
    [
        new XElement("h3", "Fairness"),
        fairness.Groups.Count == 0 ? null : new XElement(
            "div",
            new XAttribute("class", "charts"),
            BarChart.Of(
                numbers.Next(), "Favourable outcomes per group", "percent of the group's rows", 100,
                [.. fairness.Groups.SelectMany(group => new[]
                {
                    new Bar(ReportText.Of($"{group.Feature}: {group.Monitored}"), group.MonitoredOutcome.FavorablePercent, BarTone.Accent),
                    new Bar(ReportText.Of($"{group.Feature}: {group.Reference} (reference)"), group.ReferenceOutcome.FavorablePercent, BarTone.Quiet),
                })])),
        Tag.Table(
            ["Group", "Reference", "Rows", "Disparate impact", "Statistical parity", "Average odds"],
            fairness.Groups.Select(group => new object?[]
            {
                ReportText.Of($"{group.Feature}: {group.Monitored}"),
                ReportText.Of(group.Reference),
                $"{Rows(group.MonitoredOutcome.Rows)} / {Rows(group.ReferenceOutcome.Rows)}",
                ReportText.Number(Of(group, MetricNames.DisparateImpact)),
                ReportText.Number(Of(group, MetricNames.StatisticalParityDifference)),
                ReportText.Number(Of(group, MetricNames.AverageOddsDifference)),
            })),
    ];

    private static object?[] Drift(DriftMeasurement drift, ChartNumbers numbers)
    {
        ColumnDrift[] features = [.. drift.Features.OrderByDescending(feature => feature.JensenShannon ?? -1)];
        return
        [
            new XElement("h3", "Drift"),
            Figures(drift.Metrics.Where(metric => !metric.Name.Contains(':'))),
            features.Length == 0 ? null : new XElement(
                "div",
                new XAttribute("class", "charts"),
                BarChart.Of(
                    numbers.Next(), "Drift per feature", "Jensen–Shannon distance: 0 is the same, 1 has nothing in common", 1,
                    [.. features.Take(MostFeatures).Select(feature => new Bar(ReportText.Of(feature.Name), feature.JensenShannon, BarTone.Accent))])),
            features.Length > MostFeatures ? new XElement("p", new XAttribute("class", "muted"), $"and {features.Length - MostFeatures} features that drift less") : null,
        ];
    }

    private static XElement Figures(IEnumerable<Metric> metrics) => new(
        "div",
        new XAttribute("class", "figures"),
        metrics.Where(metric => !metric.Name.Contains(':')).Select(metric => new XElement(
            "div",
            new XAttribute("class", "figure"),
            metric.Warning is { } warning ? new XAttribute("title", ReportText.Of(warning)) : null,
            new XElement("span", new XAttribute("class", "value"), ReportText.Number(metric.Value), metric.Warning is null ? "" : " *"),
            new XElement("span", new XAttribute("class", "name"), ReportText.Of(metric.Name.Replace('_', ' '))))));

    private static XElement? Confusion(ConfusionMatrix matrix)
    {
        const int most = 12;
        if (matrix.Classes.Count is 0 or > most)
            return null;
        string[] classes = [.. matrix.Classes.Select(ReportText.Of)];
        return Tag.Table(
            ["Label", .. classes.Select(name => $"predicted {name}")],
            classes.Select((name, actual) => new object?[] { new XElement("strong", name) }
                .Concat(Enumerable.Range(0, classes.Length).Select(predicted => (object?)Rows(matrix[actual, predicted]))).ToArray()));
    }

    private static IReadOnlyList<(double X, double Y)> Points(IReadOnlyList<CurvePoint> curve) => [.. curve.Select(point => (point.X, point.Y))];

    private static string Rows(double rows) => rows.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static double? Of(GroupFairness group, string name) => group.Metrics.FirstOrDefault(metric => metric.Name == name)?.Value;
}
