using System.Collections;
using System.Management.Automation;
using System.Text;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Promotion.Transfer;
using MlopsCmdlets.Scoring;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Measuring;

/// <summary>Measures how good, how fair and how stable a classification model is.</summary>
/// <remarks>
/// <para>Rows come from a labelled CSV file that is scored through a deployment (-Deployment, -Path), or from the pipeline with their predictions, as
/// Invoke-CpdScore emits them. One object comes out, with a figure for each metric under OpenScale's name: accuracy, area_under_roc, fairness_value,
/// feature_drift_score and so on.</para>
/// <para>Quality needs -LabelColumn (default with -Deployment: the model's own), fairness -MonitoredGroup and -FavorableOutcome, drift -Baseline. A figure
/// that is not defined for the data has no value and a warning that says why. OpenScale keeps parts of its drift algorithms to itself: those figures are
/// comparable with its own, not identical.</para>
/// <para>Rows that cannot be sent are left out and listed in Skipped. A request that fails ends the command, since a measurement of the other rows would say
/// something else.</para>
/// <para>Of one probability for each class the order of the classes is found out from the predictions; -Class says it where that is not enough.</para>
/// </remarks>
/// <example>
///   <summary>Measure a deployment</summary>
///   <code>PS&gt; $m = Measure-MlopsModel -Deployment churn -Space churnUATspace -Path ./labelled.csv -LabelColumn CHURN; $m.Accuracy</code>
///   <para>Scores the file, compares with the column CHURN, and shows one of the figures.</para>
/// </example>
/// <example>
///   <summary>Fairness, and drift against the training data</summary>
///   <code>PS&gt; Measure-MlopsModel $deployment -Path ./new.csv -MonitoredGroup @{ Feature = 'GENDER'; Monitored = 'F'; Reference = 'M' }, @{ Feature = 'AGE'; Monitored = '18-25'; Reference = '26-75' } -FavorableOutcome F -Baseline ./training.csv</code>
///   <para>The file training.csv is scored too, so that predictions can be compared as well as columns.</para>
/// </example>
/// <example>
///   <summary>Rows that were scored before</summary>
///   <code>PS&gt; Import-Csv ./labelled.csv | Invoke-CpdScore $deployment | Measure-MlopsModel -LabelColumn CHURN -SaveBaseline ./baseline.json</code>
///   <para>Measures what passes by and keeps its distributions for later calls with -Baseline.</para>
/// </example>
/// <example>
///   <summary>A threshold by name</summary>
///   <code>PS&gt; (Measure-MlopsModel $deployment -Path ./labelled.csv).Metrics | Where-Object Name -eq 'area_under_roc'</code>
///   <para>Every figure has a stable name, a value, a warning, and says whether higher is better.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MlopsModel", DefaultParameterSetName = RowsSet, SupportsShouldProcess = true)]
[OutputType(typeof(MlopsMeasurement))]
public sealed class MeasureMlopsModelCommand : ScoringCmdlet
{
    private const string RowsSet = "Rows";
    private const string PathSet = "Path";

    private readonly ObjectRows _reader = new();
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private MeasuredColumns _columns = new();
    private MeasuredTable? _table;

    /// <summary>The deployment that scores the rows: an object, or its id or exact name together with -Space.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ArgumentCompleter(typeof(DeploymentCompleter))]
    [ValidateNotNull]
    public DeploymentReference? Deployment { get; set; }

    /// <summary>CSV files with a header and a column of labels. Wildcards are resolved.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>A row with its prediction: an object or a hashtable whose properties are columns.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowsSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The column of the true class. Default with -Deployment: the model's own, which rows may lack when fairness, drift or a baseline is asked for; without
    /// labels there is no quality.
    /// </summary>
    [Parameter]
    [Alias("Label")]
    [ValidateNotNullOrEmpty]
    public string? LabelColumn { get; set; }

    /// <summary>The column of the predicted class.</summary>
    [Parameter(ParameterSetName = RowsSet)]
    [ValidateNotNullOrEmpty]
    public string PredictionColumn { get; set; } = "Prediction";

    /// <summary>The column of the probability: a list with one number for each class, or one number. Default: Probability, if it is there.</summary>
    [Parameter(ParameterSetName = RowsSet)]
    [ValidateNotNullOrEmpty]
    public string? ProbabilityColumn { get; set; }

    /// <summary>Of which class a single probability is: of the predicted one, as CPD answers, or of the positive one.</summary>
    [Parameter]
    [ValidateSet("Prediction", "PositiveClass")]
    public string ProbabilityOf { get; set; } = "Prediction";

    /// <summary>The positive class of two. Default: the second in sorted order.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PositiveClass { get; set; }

    /// <summary>The classes in the order of the model's probabilities, where the predictions do not tell it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Class { get; set; } = [];

    /// <summary>The column that says how much a row counts. A row of weight n counts as n rows.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Weight { get; set; }

    /// <summary>The columns that are compared with the baseline. Default: the model's input columns, or all that have no other meaning.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Feature { get; set; } = [];

    /// <summary>Whose treatment is compared with whose: hashtables or objects with Feature, Monitored and Reference; values, or ranges such as 18-25. Without Reference: all others.</summary>
    [Parameter]
    [MonitoredGroupArgument]
    [ValidateNotNullOrEmpty]
    public MonitoredGroup[] MonitoredGroup { get; set; } = [];

    /// <summary>Predictions that are good for the person they are about.</summary>
    [Parameter]
    [Alias("FavourableOutcome")]
    [ValidateNotNullOrEmpty]
    public string[] FavorableOutcome { get; set; } = [];

    /// <summary>Predictions that are bad. Default: all that are not favourable.</summary>
    [Parameter]
    [Alias("UnfavourableOutcome")]
    [ValidateNotNullOrEmpty]
    public string[] UnfavorableOutcome { get; set; } = [];

    /// <summary>What the rows are compared with: a baseline file (.json), a CSV file of the same columns, or the object of an earlier call.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Baseline { get; set; }

    /// <summary>The file to which the distributions of these rows are written, for later calls.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SaveBaseline { get; set; }

    /// <summary>Overwrites the file of -SaveBaseline.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Types of columns by name, for models without an input schema; see Invoke-CpdScore.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [ValidateNotNull]
    public IDictionary? FieldType { get; set; }

    /// <summary>What separates the values of a CSV file. Default: a comma; for .tsv a tab.</summary>
    [Parameter]
    public char Delimiter { get; set; }

    /// <summary>Encoding of files without a byte-order mark, by name or code page. Default: UTF-8.</summary>
    [Parameter]
    [EncodingArgument]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>Rows of one request at most.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [ValidateRange(1, 100_000)]
    public int BatchSize { get; set; } = new RowScorerOptions().BatchSize;

    /// <summary>Requests under way at a time.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = new RowScorerOptions().ThrottleLimit;

    private protected override object? ErrorTarget => ParameterSetName == RowsSet ? InputObject : Deployment;

    private string? SavePath => SaveBaseline is null ? null : GetUnresolvedProviderPathFromPSPath(SaveBaseline);

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        if (MonitoredGroup.Length > 0 && FavorableOutcome.Length == 0)
            throw new ArgumentException("-MonitoredGroup needs -FavorableOutcome: which predictions are good for the person.", nameof(FavorableOutcome));
        // Before anything is scored.
        if (SavePath is { } path && File.Exists(path) && !Force)
            throw new FileExistsException(path);
        if (ParameterSetName == RowsSet)
        {
            _columns = ColumnsOf(null) with { Prediction = PredictionColumn, Probability = ProbabilityColumn ?? "Probability", ProbabilityRequired = ProbabilityColumn is not null };
            _table = new MeasuredTable(_columns);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == RowsSet)
            AddRow();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        ScoreTarget? target = null;
        if (ParameterSetName == PathSet)
        {
            string[] files = await AskAsync(() => Path.SelectMany(p => GetResolvedProviderPathFromPSPath(p, out _)).ToArray()).ConfigureAwait(false);
            target = await TargetAsync(Deployment!, withModel: true, cancellationToken).ConfigureAwait(false);
            _columns = ColumnsOf(target);
            _table = await FilesOf(target).ReadAsync(files, cancellationToken).ConfigureAwait(false);
        }

        DriftBaseline? baseline = await BaselineAsync(target, cancellationToken).ConfigureAwait(false);
        MlopsMeasurement measurement = Named(new Measurer(_table!, _columns, Options()).Measure(baseline, Clock.GetUtcNow()), target);
        await EndProgressAsync().ConfigureAwait(false);
        foreach (string warning in measurement.Warnings)
            await WarnAsync(warning).ConfigureAwait(false);
        if (measurement.SkippedRows > 0)
            await WarnAsync($"{measurement.SkippedRows} rows were left out: {string.Join("; ", measurement.Skipped)}.").ConfigureAwait(false);
        if (SavePath is { } path && await ApproveAsync(path, "Save the baseline", Force).ConfigureAwait(false))
            await BaselineFile.WriteAsync(measurement.Baseline!, path, cancellationToken).ConfigureAwait(false);
        await WriteAsync(measurement).ConfigureAwait(false);
    }

    private void AddRow()
    {
        try
        {
            _table!.Add(_reader.Read(InputObject!));
        }
        catch (ScoringRowException e)
        {
            _table!.Skip("it has no columns that can be read", e.Row);
        }
    }

    private async Task<DriftBaseline?> BaselineAsync(ScoreTarget? target, CancellationToken cancellationToken)
    {
        switch (Baseline is PSObject wrapped ? wrapped.BaseObject : Baseline)
        {
            case null:
                return null;
            case DriftBaseline ready:
                return ready;
            case MlopsMeasurement { Baseline: { } earlier }:
                return earlier;
            case object value:
                string path = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(value is FileInfo file ? file.FullName : value.ToString()!)).ConfigureAwait(false);
                if (BaselineFile.IsBaseline(path))
                    return BaselineFile.Read(path);
                MeasuredTable rows = await FilesOf(target).ReadAsync([path], cancellationToken).ConfigureAwait(false);
                return new Measurer(rows, _columns, Options() with { Groups = [] }).AsBaseline(Clock.GetUtcNow());
        }
    }

    private RowFiles FilesOf(ScoreTarget? target) => new(_columns)
    {
        Target = target,
        Options = new RowScorerOptions { FieldTypes = TypeWords(FieldType), BatchSize = BatchSize, ThrottleLimit = ThrottleLimit },
        Delimiter = Delimiter == '\0' ? null : Delimiter,
        Encoding = Encoding,
        Warn = WarnOnceAsync,
        Progress = (status, percent) => ProgressAsync($"Scoring with {target?.Deployment}", status, percent),
    };

    private MeasuredColumns ColumnsOf(ScoreTarget? target) => new()
    {
        Label = LabelColumn ?? target?.Model?.LabelColumn,
        // New data have no labels yet; what else is asked for can be measured of them.
        LabelOptional = LabelColumn is null && (MonitoredGroup.Length > 0 || Baseline is not null || SaveBaseline is not null),
        Weight = Weight,
        Features = Feature,
        Groups = [.. MonitoredGroup.Select(g => g.Feature)],
        Schema = target?.Model?.InputFields ?? [],
    };

    private MeasuringOptions Options() => new()
    {
        PositiveClass = PositiveClass,
        Classes = Class,
        ProbabilityOfPositive = ProbabilityOf == "PositiveClass",
        Groups = MonitoredGroup,
        Favorable = FavorableOutcome,
        Unfavorable = UnfavorableOutcome,
    };

    private MlopsMeasurement Named(MlopsMeasurement measurement, ScoreTarget? target) => measurement with
    {
        Deployment = target?.Deployment.Name,
        DeploymentId = target?.Deployment.Id,
        Model = target?.Model?.Name,
        ModelId = target?.Deployment.AssetId,
        LabelColumn = _table!.HasLabels ? _columns.Label : null,
    };

    private Task WarnOnceAsync(string text) => PostAsync(() =>
    {
        if (_warned.Add(text))
            WriteWarning(SafeText.Of(text));
    });
}
