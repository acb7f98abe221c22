using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Measuring;

/// <summary>Collects rows as columns. What cannot be measured is left out and counted.</summary>
internal sealed class MeasuredTable(MeasuredColumns columns)
{
    private readonly CategoryColumnBuilder _labels = new("label");
    private readonly CategoryColumnBuilder _predictions = new("prediction");
    private readonly List<double> _weights = [];
    private readonly Dictionary<string, (int Count, long First)> _skipped = new(StringComparer.Ordinal);
    private RowColumns? _known;
    private FeatureCollector[]? _features;
    private int[] _positions = [];
    private int _label;
    private int _weight;
    private int _prediction;
    private int _probability;

    /// <summary>Names of the features, once a row or the header is known; the rest are columns of groups only.</summary>
    public IReadOnlyList<string> FeatureNames { get; private set; } = [];

    /// <summary>Rows that were kept.</summary>
    public int Count => _predictions.Count;

    /// <summary>Rows came with the label's column.</summary>
    public bool HasLabels { get; private set; }

    public ProbabilityCollector Probabilities { get; } = new();

    public IReadOnlyList<MlopsSkippedRows> Skipped
    {
        get
        {
            lock (_skipped)
                return [.. _skipped.Select(s => new MlopsSkippedRows(s.Key, s.Value.Count, s.Value.First))];
        }
    }

    /// <summary>Checks the columns before there is a row.</summary>
    /// <exception cref="MeasuringColumnException">A column that was named is missing.</exception>
    public void Begin(RowColumns present)
    {
        if (ReferenceEquals(present, _known))
            return;
        bool first = _features is null;
        _label = Position(present, columns.Label, "label", first && !columns.LabelOptional);
        HasLabels |= _label >= 0;
        _weight = Position(present, columns.Weight, "weight", first);
        _prediction = Position(present, columns.Prediction, "prediction", first);
        _probability = Position(present, columns.Probability, "probability", first && columns.ProbabilityRequired);
        if (_features is null)
        {
            FeatureNames = columns.FeaturesOf(present.Names);
            _features = [.. FeatureNames.Concat(columns.Groups.Where(g => !FeatureNames.Contains(g, StringComparer.OrdinalIgnoreCase))).Select(n => new FeatureCollector(n, columns.IsNumber(n)))];
        }

        _positions = [.. _features.Select(f => Position(present, f.Name, "feature", first))];
        _known = present;
    }

    /// <summary>Adds a row that was scored already.</summary>
    public void Add(in InputRow row)
    {
        Begin(row.Columns);
        Add(row, At(row, _prediction), At(row, _probability));
    }

    /// <summary>Adds a row with what the model says about it.</summary>
    public void Add(in ScoredRow row)
    {
        Begin(row.Input.Columns);
        Add(row.Input, row.Prediction, row.Probability);
    }

    /// <summary>Leaves a row out. From any thread: one reads a file and leaves out what cannot be sent, while another adds what was scored.</summary>
    public void Skip(string reason, long row)
    {
        lock (_skipped)
        {
            (int count, long first) = _skipped.TryGetValue(reason, out (int Count, long First) known) ? known : (0, row);
            _skipped[reason] = (count + 1, first);
        }
    }

    public CategoryColumn Labels() => _labels.Build();

    public CategoryColumn Predictions() => _predictions.Build();

    public double[]? Weights() => columns.Weight is null ? null : [.. _weights];

    public IReadOnlyList<DataColumn> Columns() => [.. (_features ?? []).Select(f => f.Build())];

    private void Add(in InputRow row, object? prediction, object? probability)
    {
        double weight = 1;
        // A row that lacks the column has no weight; to take it for 1 would be a guess.
        if (columns.Weight is not null && (!ClassText.TryNumber(At(row, _weight), out weight) || !(weight >= 0) || double.IsInfinity(weight)))
        {
            Skip($"the weight '{columns.Weight}' is not a number of 0 or more", row.Number);
            return;
        }

        if (prediction is not (null or string or IFormattable or bool or DBNull))
        {
            throw new NothingMeasuredException(
                $"The prediction of row {row.Number} is no class but a list or an object. Functions may answer so; what is measured are replies with one class for each row.");
        }

        if (columns.Weight is not null)
            _weights.Add(weight);
        _labels.Add(ClassText.Of(At(row, _label)));
        _predictions.Add(ClassText.Of(prediction));
        Probabilities.Add(probability);
        for (int f = 0; f < _positions.Length; f++)
            _features![f].Add(At(row, _positions[f]));
    }

    private static object? At(in InputRow row, int position) => position < 0 ? null : row.Values[position];

    private static int Position(RowColumns present, string? name, string role, bool required)
    {
        int position = name is null ? -1 : present.IndexOf(name);
        return position < 0 && required && name is not null ? throw new MeasuringColumnException(role, name, present.Names) : position;
    }
}
