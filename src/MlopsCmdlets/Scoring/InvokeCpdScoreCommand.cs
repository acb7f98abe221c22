using System.Collections;
using System.Management.Automation;
using System.Text;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Scoring;

/// <summary>Scores rows with an online deployment.</summary>
/// <remarks>
/// <para>Rows come from the pipeline (objects, hashtables, Import-Csv), from a CSV file or a scoring JSON file (-Path), or as a ready request
/// (-InputData). They are sent in batches that overlap. What comes out is a copy of each row, in order, with what the model says added to it.</para>
/// <para>Prediction is the predicted class or value. Probability is what the model gives for it: a list with one number for each class, or one
/// number; it is empty for models without probabilities. All other columns of the reply follow under their own names. Where a row has a column of
/// such a name already, the new one gets a number (Prediction_1), and a warning says so.</para>
/// <para>Values are cast by the model's input schema; -FieldType comes before it, and is the way for models without a schema. Numbers are read with
/// a decimal point whatever the language of the machine. An empty text is sent as null, except in text columns. Columns that the model does not ask
/// for are not sent but stay in the output.</para>
/// <para>A row with a value of another type is an error, and the other rows go on. A request that fails is an error that names its rows and carries
/// them as TargetObject. A missing column ends the command before anything is sent.</para>
/// <para>Rows of a CSV file become objects of a type that has the columns as properties: many times faster to make than rows of Import-Csv, a fraction of their size, and used in
/// the same way. What they cannot do is lose a column (PSObject.Properties.Remove); Select-Object -ExcludeProperty makes a copy that has lost it.</para>
/// <para>Functions may answer anything: their replies are emitted as they are, one for each batch.</para>
/// </remarks>
/// <example>
///   <summary>Score a file</summary>
///   <code>PS&gt; Invoke-CpdScore -Deployment churn -Space churn_prod_space -Path ./customers.csv | Export-Csv ./scored.csv</code>
///   <para>Reads, sends and writes at the same time; memory stays flat however long the file is.</para>
/// </example>
/// <example>
///   <summary>Score objects and keep those that leave</summary>
///   <code>PS&gt; Import-Csv ./customers.csv | Invoke-CpdScore -Deployment $deployment | Where-Object Prediction -eq 'T' | Select-Object ID, Prediction, Probability</code>
///   <para>The strings of Import-Csv are cast by the model's input schema.</para>
/// </example>
/// <example>
///   <summary>A model without an input schema</summary>
///   <code>PS&gt; Invoke-CpdScore $deployment -Path ./customers.csv -Delimiter ';' -FieldType @{ ID = 'int'; ESTINCOME = 'double' } -Field ID, ESTINCOME, GENDER</code>
///   <para>Sends three columns, two of them as numbers.</para>
/// </example>
/// <example>
///   <summary>Send a request as it is</summary>
///   <code>PS&gt; Invoke-CpdScore $deployment -InputData '{"input_data":[{"fields":["AGE"],"values":[[45]]}]}'</code>
///   <para>Emits the reply as an object.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "CpdScore", DefaultParameterSetName = RowsSet)]
[OutputType(typeof(PSObject))]
public sealed class InvokeCpdScoreCommand : ScoringCmdlet, IScoreOutput
{
    private const string RowsSet = "Rows";
    private const string PathSet = "Path";
    private const string DataSet = "InputData";

    private readonly ObjectRows _reader = new();
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private Dictionary<string, string> _types = [];
    private ScoreRun? _run;

    /// <summary>The deployment: an object, or its id or exact name together with -Space.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RowsSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DataSet, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(DeploymentCompleter))]
    [ValidateNotNull]
    public DeploymentReference? Deployment { get; set; }

    /// <summary>A row: an object or a hashtable whose properties are columns.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowsSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>CSV files with a header, or scoring requests in JSON (input_data). Wildcards are resolved.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>A ready request as JSON text or as an object. The reply is emitted as it comes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DataSet)]
    [ValidateNotNull]
    public object? InputData { get; set; }

    /// <summary>The columns to send, in order. Default: those of the model's input schema; without one all columns but the label.</summary>
    [Parameter(ParameterSetName = RowsSet)]
    [Parameter(ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Field { get; set; } = [];

    /// <summary>Types of columns by name: int, long, double, bool, string, or another word that model schemas use. They come before the model's schema.</summary>
    [Parameter(ParameterSetName = RowsSet)]
    [Parameter(ParameterSetName = PathSet)]
    [ValidateNotNull]
    public IDictionary? FieldType { get; set; }

    /// <summary>What separates the values of a CSV file. Default: a comma; for .tsv a tab.</summary>
    [Parameter(ParameterSetName = PathSet)]
    public char Delimiter { get; set; }

    /// <summary>Encoding of files without a byte-order mark, by name or code page. Default: UTF-8.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [EncodingArgument]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>Rows of one request at most.</summary>
    [Parameter(ParameterSetName = RowsSet)]
    [Parameter(ParameterSetName = PathSet)]
    [ValidateRange(1, 100_000)]
    public int BatchSize { get; set; } = new RowScorerOptions().BatchSize;

    /// <summary>Requests under way at a time.</summary>
    [Parameter(ParameterSetName = RowsSet)]
    [Parameter(ParameterSetName = PathSet)]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = new RowScorerOptions().ThrottleLimit;

    /// <summary>Emits the replies as they come, one object for each batch, instead of rows.</summary>
    [Parameter(ParameterSetName = RowsSet)]
    [Parameter(ParameterSetName = PathSet)]
    public SwitchParameter AsReply { get; set; }

    private protected override object? ErrorTarget => ParameterSetName == RowsSet ? InputObject : Deployment;

    /// <inheritdoc/>
    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        _types = TypeWords(FieldType);
        // Here and not with the first row, so that a wrong name is one error and not one for each row.
        if (Deployment is not null)
            await TargetAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ParameterSetName switch
    {
        RowsSet when InputObject!.BaseObject is FileInfo file => ScoreFilesAsync([file.FullName], cancellationToken),
        RowsSet => ScoreRowAsync(cancellationToken),
        PathSet => ScorePathsAsync(cancellationToken),
        _ => SendDataAsync(cancellationToken),
    };

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_run is not null)
            await _run.EndAsync(cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
    }

    Task IScoreOutput.WriteAsync(object?[] objects) => WriteAllAsync(objects);

    Task IScoreOutput.FailAsync(Exception failure, object? target) => FailAsync(failure, target);

    Task IScoreOutput.WarnOnceAsync(string text) => PostAsync(() =>
    {
        if (_warned.Add(text))
            WriteWarning(SafeText.Of(text));
    });

    Task IScoreOutput.ProgressAsync(string status, int percent) => ProgressAsync($"Scoring with {Target?.Deployment}", status, percent);

    private Task ScoreRowAsync(CancellationToken cancellationToken)
    {
        try
        {
            InputRow row = _reader.Read(InputObject!);
            _run ??= NewRun(Target!, default);
            _run.Add(row);
        }
        catch (ScoringRowException e)
        {
            return FailAsync(e, InputObject);
        }

        return _run.NeedsTime ? _run.SendAndEmitAsync(cancellationToken) : Task.CompletedTask;
    }

    private async Task ScorePathsAsync(CancellationToken cancellationToken)
    {
        var files = new List<string>();
        foreach (string path in Path)
            await AttemptAsync(path, async () => files.AddRange(await AskAsync(() => GetResolvedProviderPathFromPSPath(path, out _)).ConfigureAwait(false))).ConfigureAwait(false);
        await ScoreFilesAsync([.. files], cancellationToken).ConfigureAwait(false);
    }

    private async Task ScoreFilesAsync(string[] files, CancellationToken cancellationToken)
    {
        ScoreTarget target = await TargetAsync(cancellationToken).ConfigureAwait(false);
        foreach (string file in files)
        {
            try
            {
                var score = new ScoreFile(file, Delimiter == '\0' ? null : Delimiter, Encoding, this);
                await score.ScoreAsync(target, further => NewRun(target, further), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is ScoringFileException or IOException or UnauthorizedAccessException || (e is ScoringColumnException && files.Length > 1))
            {
                await FailAsync(e, file).ConfigureAwait(false);
            }
        }
    }

    private async Task SendDataAsync(CancellationToken cancellationToken)
    {
        byte[] body = RawRequest.ToBody(InputData!);
        ScoreTarget target = await TargetAsync(cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> reply = await target.Send(body, cancellationToken).ConfigureAwait(false);
        await WriteAsync(RawRequest.ToObject(reply)).ConfigureAwait(false);
    }

    private ScoreRun NewRun(ScoreTarget target, ReadOnlyMemory<byte> furtherMembers) => new(
        target,
        new RowScorerOptions
        {
            Schema = target.Model?.InputFields ?? [],
            LabelColumn = target.Model?.LabelColumn,
            FieldTypes = _types,
            Fields = Field,
            BatchSize = BatchSize,
            ThrottleLimit = ThrottleLimit,
            FurtherMembers = furtherMembers,
            RawReplies = AsReply || target.IsFunction,
        },
        this);

    private Task<ScoreTarget> TargetAsync(CancellationToken cancellationToken) => TargetAsync(Deployment!, ParameterSetName != DataSet, cancellationToken);
}
