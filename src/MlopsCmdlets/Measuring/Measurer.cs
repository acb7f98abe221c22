using MlopsCmdlets.Metrics;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Measuring;

/// <summary>Measures collected rows: joins the columns with the arithmetic of MlopsCmdlets.Metrics.</summary>
internal sealed class Measurer
{
    // Without labels every class that is predicted is one; more than this many is a number rather than a class.
    private const int MostClasses = 1000;

    private readonly MeasuredTable _table;
    private readonly MeasuringOptions _options;
    private readonly CategoryColumn? _labels;
    private readonly CategoryColumn _predictions;
    private readonly Func<string, bool?> _isNumber;
    private readonly IReadOnlyList<DataColumn> _columns;
    private readonly IReadOnlyList<ClassProbability> _probabilities;
    private readonly double[]? _weights;
    private readonly List<string> _warnings = [];
    private readonly bool _regression;

    /// <exception cref="NothingMeasuredException">There are no rows.</exception>
    /// <exception cref="ArgumentException">The classes named do not fit.</exception>
    public Measurer(MeasuredTable table, MeasuredColumns columns, MeasuringOptions options)
    {
        if (table.Count == 0)
            throw new NothingMeasuredException(table.Skipped.Count == 0 ? "There are no rows." : $"No row could be measured. {string.Join(" ", table.Skipped)}.");
        _table = table;
        _isNumber = columns.IsNumber;
        CategoryColumn labels = table.Labels();
        CategoryColumn predictions = table.Predictions();
        Func<string, string> writing = ClassText.Writing(labels.Categories.Concat(predictions.Categories));
        _labels = table.HasLabels ? ClassText.Rewrite(labels, writing) : null;
        if (columns.Label is not null && !table.HasLabels)
            _warnings.Add($"The rows have no column '{columns.Label}', the model's label, so that quality is not measured.");
        _predictions = ClassText.Rewrite(predictions, writing);
        _options = options with
        {
            PositiveClass = options.PositiveClass is { } positive ? writing(positive) : null,
            Classes = [.. options.Classes.Select(writing)],
            Favorable = [.. options.Favorable.Select(writing)],
            Unfavorable = [.. options.Unfavorable.Select(writing)],
        };
        IReadOnlyList<string> classes = ClassOrder.Sort(_predictions.Categories.Concat(_labels?.Categories ?? []).Concat(_options.Classes));
        _regression = classes.Count > MostClasses;
        if (_regression)
            _warnings.Add($"There are {classes.Count} different labels and predictions: these are no classes, and quality is measured of classes only.");
        if (_labels is not null && _labels.Categories.Count > 0 && _predictions.Categories.Count > 0 && !_labels.Categories.Any(l => _predictions.CodeOf(l) >= 0))
            _warnings.Add($"No label ({Few(_labels)}) is ever predicted ({Few(_predictions)}). Is '{columns.Label}' the right column?");
        _probabilities = _regression ? [] : ClassProbabilities.Of(table.Probabilities, _predictions, classes, _options, _warnings);
        _columns = table.Columns();
        _weights = table.Weights();
    }

    /// <summary>Measures.</summary>
    /// <param name="baseline">What the rows are compared with; null leaves drift out.</param>
    /// <param name="measuredAt">Now.</param>
    public MlopsMeasurement Measure(DriftBaseline? baseline, DateTimeOffset measuredAt)
    {
        QualityMeasurement? quality = _labels is null || _regression ? null : QualityMeasure.Of(new QualityInput(_labels, _predictions)
        {
            PositiveClass = _options.PositiveClass,
            Classes = _options.Classes,
            Probabilities = _probabilities,
            Weights = _weights,
        });
        DriftInput input = Input(quality);
        FairnessMeasurement? fairness = _options.Groups.Count == 0 ? null : Fairness();
        DriftMeasurement? drift = baseline is null ? null : DriftMeasure.Of(baseline, Named(input, baseline));
        return new MlopsMeasurement
        {
            MeasuredAt = measuredAt,
            PositiveClass = quality?.PositiveClass,
            Rows = _table.Count,
            Skipped = _table.Skipped,
            Quality = quality,
            Fairness = fairness,
            Drift = drift,
            Metrics = Distinct([.. quality?.Metrics ?? [], .. fairness?.Metrics ?? [], .. drift?.Metrics ?? []]),
            Warnings = [.. _warnings, .. quality?.Warnings ?? [], .. fairness?.Warnings ?? [], .. drift?.Warnings ?? []],
            BaselineSource = new Lazy<DriftBaseline>(() => DriftBaselineBuilder.Of(input, measuredAt)),
        };
    }

    /// <summary>The rows as a baseline.</summary>
    public DriftBaseline AsBaseline(DateTimeOffset measuredAt) => Measure(null, measuredAt).Baseline!;

    private DriftInput Input(QualityMeasurement? quality)
    {
        var features = new HashSet<string>(_table.FeatureNames, StringComparer.OrdinalIgnoreCase);
        return new DriftInput([.. _columns.Where(c => features.Contains(c.Name))])
        {
            Predictions = _regression || _predictions.Categories.Count == 0 ? null : _predictions,
            Probabilities = _probabilities,
            Accuracy = quality?.Metrics.FirstOrDefault(m => m.Name == MetricNames.Accuracy)?.Value,
            Weights = _weights,
        };
    }

    private FairnessMeasurement Fairness()
    {
        // Columns are found whatever their case; the library compares names exactly.
        MonitoredGroup[] groups =
        [
            .. _options.Groups.Select(g =>
            {
                DataColumn column = _columns.First(c => string.Equals(c.Name, g.Feature, StringComparison.OrdinalIgnoreCase));
                return g with { Feature = column.Name, Monitored = Written(g.Monitored, column), Reference = Written(g.Reference, column) };
            }),
        ];
        return FairnessMeasure.Of(new FairnessInput(_predictions, _options.Favorable, groups, _columns)
        {
            Labels = _labels,
            Unfavorable = _options.Unfavorable,
            Weights = _weights,
        });
    }

    /// <summary>Among texts that nobody declared as such, numbers are written as numbers (<see cref="FeatureCollector"/>), and so are the values of groups.</summary>
    private IReadOnlyList<GroupValue> Written(IReadOnlyList<GroupValue> values, DataColumn column) => column is not CategoryColumn || _isNumber(column.Name) is not null ? values
        : [.. values.Select(v => v is { Low: null, Text: { } text } && ClassText.TryNumber(text, out double number) && !double.IsNaN(number) ? GroupValue.Of(ClassText.Of(number)) : v)];

    /// <summary>Columns are found whatever their case; the library compares names exactly.</summary>
    private static DriftInput Named(DriftInput input, DriftBaseline baseline) => input with
    {
        Features = [.. input.Features.Select(column => baseline.Features.Any(f => f.Name == column.Name)
            || baseline.Features.FirstOrDefault(f => string.Equals(f.Name, column.Name, StringComparison.OrdinalIgnoreCase)) is not { } known ? column
            : column switch
            {
                NumberColumn numbers => new NumberColumn(known.Name, numbers.Values),
                CategoryColumn texts => new CategoryColumn(known.Name, texts.Codes, texts.Categories),
                _ => column,
            })],
    };

    private static List<Metric> Distinct(List<Metric> metrics)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return metrics.FindAll(m => names.Add(m.Name));
    }

    private static string Few(CategoryColumn column) =>
        string.Join(", ", column.Categories.Take(3).Select(c => $"'{c}'")) + (column.Categories.Count > 3 ? ", …" : "");
}
