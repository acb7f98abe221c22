using MlopsCmdlets.Metrics;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Measuring;

/// <summary>What Measure-MlopsModel found out. Figures are had by name from <see cref="Metrics"/>, or as properties of their own.</summary>
public sealed record MlopsMeasurement
{
    /// <summary>When it was measured, UTC.</summary>
    public DateTimeOffset MeasuredAt { get; init; }

    /// <summary>The name of the deployment that scored the rows; null for rows that were scored already.</summary>
    public string? Deployment { get; init; }

    public string? DeploymentId { get; init; }

    /// <summary>The name of the model that it served.</summary>
    public string? Model { get; init; }

    public string? ModelId { get; init; }

    /// <summary>The column of the true class; null without labels.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The positive class of two; null for more classes and without labels.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>Rows that were measured.</summary>
    public int Rows { get; init; }

    /// <summary>Rows that were left out.</summary>
    public int SkippedRows => Skipped.Sum(s => s.Count);

    /// <summary>Why rows were left out.</summary>
    public IReadOnlyList<MlopsSkippedRows> Skipped { get; init; } = [];

    /// <summary>Quality; null without labels.</summary>
    public QualityMeasurement? Quality { get; init; }

    /// <summary>Fairness; null without -MonitoredGroup.</summary>
    public FairnessMeasurement? Fairness { get; init; }

    /// <summary>Drift; null without -Baseline.</summary>
    public DriftMeasurement? Drift { get; init; }

    /// <summary>All figures of the three, each name once. Gates name their thresholds by these.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>What to know about the measurement.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>These rows as a baseline for a later call; made when it is asked for, and the columns are kept until then.</summary>
    public DriftBaseline? Baseline => BaselineSource?.Value;

    /// <summary>Makes <see cref="Baseline"/>, which takes longer than all the figures of a large table.</summary>
    internal Lazy<DriftBaseline>? BaselineSource { get; init; }

    public double? Accuracy => Value(MetricNames.Accuracy);

    public double? Precision => Value(MetricNames.Precision) ?? Value(MetricNames.WeightedPrecision);

    public double? Recall => Value(MetricNames.Recall) ?? Value(MetricNames.WeightedRecall);

    public double? F1 => Value(MetricNames.F1) ?? Value(MetricNames.WeightedF1);

    public double? AreaUnderRoc => Value(MetricNames.AreaUnderRoc) ?? Value(MetricNames.WeightedAreaUnderRoc);

    public double? AreaUnderPr => Value(MetricNames.AreaUnderPr);

    public double? LogLoss => Value(MetricNames.LogLoss);

    public double? Brier => Value(MetricNames.Brier);

    public double? Matthews => Value(MetricNames.Matthews);

    public double? Gini => Value(MetricNames.Gini);

    /// <summary>Disparate impact in percent, of the worst group.</summary>
    public double? FairnessValue => Value(MetricNames.FairnessValue);

    public double? FeatureDrift => Value(MetricNames.FeatureDrift);

    public double? PredictionDrift => Value(MetricNames.PredictionDrift);

    public double? DataDrift => Value(MetricNames.DataDrift);

    public ConfusionMatrix? ConfusionMatrix => Quality?.ConfusionMatrix;

    public IReadOnlyList<CurvePoint> RocCurve => Quality?.RocCurve ?? [];

    public IReadOnlyList<CurvePoint> PrecisionRecallCurve => Quality?.PrecisionRecallCurve ?? [];

    /// <summary>The value of a metric; null if it has none or is not here.</summary>
    public double? Value(string name) => Metrics.FirstOrDefault(m => m.Name == name)?.Value;

    /// <summary>What was measured, when.</summary>
    public override string ToString() => FormattableString.Invariant($"{Model ?? Deployment ?? "scored rows"}, {Rows} rows, {MeasuredAt:u}");
}
