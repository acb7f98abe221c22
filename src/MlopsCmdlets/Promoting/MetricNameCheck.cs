using MlopsCmdlets.Metrics;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>Whether there is such a metric. A misspelt one would show only when the promotion is under way, under the lock.</summary>
internal static class MetricNameCheck
{
    private static readonly ModelMetrics Known = new(MetricNames.All.ToDictionary(name => name, _ => 0d, StringComparer.Ordinal));

    /// <summary>Refuses a name that neither Measure-MlopsModel nor one of these measurements knows. What follows a colon is a feature's name.</summary>
    /// <exception cref="ArgumentException">It is not known.</exception>
    internal static void Require(string metric, IReadOnlyList<ModelMetrics> measurements)
    {
        if (Known.Find(metric.Split(':')[0]) is not null || measurements.Any(measurement => measurement.Find(metric) is not null))
            return;
        string own = string.Join(", ", measurements.SelectMany(measurement => measurement.Values.Keys).Except(MetricNames.All, StringComparer.OrdinalIgnoreCase).Distinct(StringComparer.OrdinalIgnoreCase));
        throw new ArgumentException(
            $"There is no metric '{metric}'. Measure-MlopsModel measures {string.Join(", ", MetricNames.All)}; those of a feature have its name after a colon. "
            + (own.Length > 0 ? $"The measurements given have {own} besides." : "For a metric of your own, give a -Measurement that has it."));
    }
}
