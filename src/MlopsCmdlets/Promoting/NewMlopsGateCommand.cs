using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>Makes a gate that a promotion has to pass.</summary>
/// <remarks>
/// <para>Gates go to New-MlopsPromotionPlan, so that they are part of what is approved, and to Invoke-MlopsPromotion and Test-MlopsGate with -Gate.
/// Gates of mlops.json need no cmdlet. Nothing is changed or sent.</para>
/// <para>A metric gate takes measurements of the very model that is promoted, recognised by its content; those of other models are not taken. With -Path
/// and -LabelColumn it measures by itself, through a deployment of the model in the source and the serving one at the destination.</para>
/// <para>Gates about source look at the commit that produced the model, which the model's tag mlops-commit-, followed by the 40 digits, names (New-CpdModel -Commit, Set-CpdModel -Commit); -Commit
/// names it instead. They ask the Git host of the clone around mlops.json, which has to be connected with Connect-MlopsGitHost.</para>
/// <para>A script block gets the plan as its first argument. It fails by throwing, by an error, by giving back $false, or by taking longer than -TimeoutSec.
/// The promotion is stopped and recorded then; the command itself comes back when the .NET call that the script is in ends, with -Isolated at once.
/// A plan's file holds only its name and the SHA-256 of its text: when the plan is applied, give the same script again.</para>
/// </remarks>
/// <example>
///   <summary>Good enough, and not worse than what serves</summary>
///   <code>PS&gt; $gate = New-MlopsGate -Metric accuracy -Minimum 0.85 -NotWorseBy 0.01 -Path ./labelled.csv -LabelColumn CHURN; New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction -Deployment ChurnPredictionProd -Gate $gate -Path plan.json</code>
///   <para>Both models are scored with the same rows when the plan is applied.</para>
/// </example>
/// <example>
///   <summary>A rule of your own</summary>
///   <code>PS&gt; New-MlopsGate -Name 'change ticket' -ScriptBlock { param($Plan) if (-not $env:CHANGE_TICKET) { throw 'no change ticket' } } -TimeoutSec 30</code>
///   <para>Anything that PowerShell can find out can stop a promotion.</para>
/// </example>
/// <example>
///   <summary>A rule that asks a service which may hang</summary>
///   <code>PS&gt; New-MlopsGate -Name 'change window' -Isolated -ArgumentList 'changes.example.com' -TimeoutSec 30 -ScriptBlock { param($Plan, $Server) [System.Net.Sockets.TcpClient]::new($Server, 443).Dispose() }</code>
///   <para>After 30 seconds the gate has failed and the command goes on, whatever the connection does.</para>
/// </example>
/// <example>
///   <summary>Consumers, and fresh plans only</summary>
///   <code>PS&gt; Test-MlopsGate -Path plan.json -Gate (New-MlopsGate -Schema), (New-MlopsGate -PlanAge 1.00:00:00 -Severity Advisory)</code>
///   <para>An advisory gate is reported and recorded, and stops nothing.</para>
/// </example>
/// <example>
///   <summary>Reviewed, tested and merged source only</summary>
///   <code>PS&gt; $gates = (New-MlopsGate -PullRequest -Approvals 1), (New-MlopsGate -Check mlops/uat-gate), (New-MlopsGate -Merged); New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction -Gate $gates -Path plan.json</code>
///   <para>All three about exactly the commit that the model was trained from.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "MlopsGate", DefaultParameterSetName = ForMetric)]
[OutputType(typeof(MlopsGate))]
public sealed class NewMlopsGateCommand : MlopsCmdlet
{
    private const string ForMetric = "Metric";
    private const string ForSchema = "Schema";
    private const string ForAge = "PlanAge";
    private const string ForScript = "Script";
    private const string ForReview = "PullRequest";
    private const string ForChecks = "Check";
    private const string ForBranch = "Merged";

    /// <summary>Name of the metric as Measure-MlopsModel has it, for example accuracy or area_under_roc, or of your own that a -Measurement has. Case, dashes and underscores do not matter; an unknown name is refused.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ForMetric)]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Metric { get; set; }

    /// <summary>The metric is at least this.</summary>
    [Parameter(ParameterSetName = ForMetric)]
    public double? Minimum { get; set; }

    /// <summary>The metric is at most this.</summary>
    [Parameter(ParameterSetName = ForMetric)]
    public double? Maximum { get; set; }

    /// <summary>The metric is not worse than that of the model that serves now by more than this.</summary>
    [Parameter(ParameterSetName = ForMetric)]
    [ValidateRange(0d, double.MaxValue)]
    public double? NotWorseBy { get; set; }

    /// <summary>Lower values are better. Losses, errors, false rates and drift are known to be so; of differences between groups, those nearer 0 are better.</summary>
    [Parameter(ParameterSetName = ForMetric)]
    public SwitchParameter LowerIsBetter { get; set; }

    /// <summary>Measurements of the models, from Measure-MlopsModel.</summary>
    [Parameter(ParameterSetName = ForMetric)]
    [MeasurementArgument]
    [ValidateNotNullOrEmpty]
    public ModelMetrics[] Measurement { get; set; } = [];

    /// <summary>A labelled CSV file to measure with. Relative paths begin at the folder of mlops.json when the gate runs.</summary>
    [Parameter(ParameterSetName = ForMetric)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The column of -Path with the true class.</summary>
    [Parameter(ParameterSetName = ForMetric)]
    [ValidateNotNullOrEmpty]
    public string? LabelColumn { get; set; }

    /// <summary>The class that counts as positive. Default: the second in sorted order.</summary>
    [Parameter(ParameterSetName = ForMetric)]
    [ValidateNotNullOrEmpty]
    public string? PositiveClass { get; set; }

    /// <summary>What consumers send to the model that serves now is accepted by the new one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForSchema)]
    public SwitchParameter Schema { get; set; }

    /// <summary>The plan is not older than this.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForAge)]
    public TimeSpan PlanAge { get; set; }

    /// <summary>The script to run; it gets the plan as its argument.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForScript)]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>What the script gets after the plan.</summary>
    [Parameter(ParameterSetName = ForScript)]
    [ValidateNotNull]
    public object?[] ArgumentList { get; set; } = [];

    /// <summary>
    /// Runs the script in a runspace of its own, so that it is left behind when it takes too long, even in a .NET call that does not return. It sees
    /// this module and what -ArgumentList gives it, but no variable, function or session of the caller.
    /// </summary>
    [Parameter(ParameterSetName = ForScript)]
    public SwitchParameter Isolated { get; set; }

    /// <summary>A pull request into the environment's branch with the commit that produced the model is approved by others than its author.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForReview)]
    public SwitchParameter PullRequest { get; set; }

    /// <summary>How many of them have to approve.</summary>
    [Parameter(ParameterSetName = ForReview)]
    [ValidateRange(1, 20)]
    public int Approvals { get; set; } = 1;

    /// <summary>These statuses and check runs are green on exactly the commit that produced the model; * for those that the environment's branch demands.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForChecks)]
    [ValidateNotNullOrEmpty]
    public string[] Check { get; set; } = [];

    /// <summary>The commit that produced the model is merged into the environment's branch.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForBranch)]
    public SwitchParameter Merged { get; set; }

    /// <summary>The commit that produced the model, 40 digits. Default: the one that its tag mlops-commit-… names.</summary>
    [Parameter(ParameterSetName = ForReview)]
    [Parameter(ParameterSetName = ForChecks)]
    [Parameter(ParameterSetName = ForBranch)]
    [ValidatePattern("^[0-9A-Fa-f]{40}$")]
    public string? Commit { get; set; }

    /// <summary>The branch. Default: that of the destination's environment.</summary>
    [Parameter(ParameterSetName = ForReview)]
    [Parameter(ParameterSetName = ForChecks)]
    [Parameter(ParameterSetName = ForBranch)]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Branch { get; set; }

    /// <summary>The repository on the Git host as owner/name. Default: that of the clone around mlops.json.</summary>
    [Parameter(ParameterSetName = ForReview)]
    [Parameter(ParameterSetName = ForChecks)]
    [Parameter(ParameterSetName = ForBranch)]
    [RepositoryArgument]
    [ValidateNotNullOrEmpty]
    public string? Repository { get; set; }

    /// <summary>Name of the gate, for people. Default: what it judges.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Required stops the promotion when the gate does not pass; Advisory only says so.</summary>
    [Parameter]
    public GateSeverity Severity { get; set; } = GateSeverity.Required;

    /// <summary>Longest time for this gate, in seconds. Default: that of the run.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (Isolated && ScriptBlock!.Ast.Find(part => part is System.Management.Automation.Language.UsingExpressionAst, searchNestedScriptBlocks: true) is not null)
            throw new ArgumentException("An isolated script knows no $using: values; give them with -ArgumentList, and take them with param($Plan, $First).");
        if (Metric is not null)
            MetricNameCheck.Require(Metric, Measurement);
        (string kind, string name, (string, object?)[] settings) = ParameterSetName switch
        {
            ForSchema => ("schema", "schema", []),
            ForAge => ("planAge", "plan age", [("maximum", PlanAge > TimeSpan.Zero ? PlanAge : throw new ArgumentException("-PlanAge is a time span of more than nothing, for example 1.00:00:00 for a day."))]),
            ForReview => ("pullRequest", "pull request", [("approvals", (double)Approvals), .. SourceSettings()]),
            ForChecks => ("checks", "checks", [("checks", Check is ["*"] ? null : Check), .. SourceSettings()]),
            ForBranch => ("branch", "branch", SourceSettings()),
            ForScript => ("script", "script", [("sha256", GateSettingsWriter.HashOf(ScriptBlock!.ToString()))]),
            _ => ("metric", Metric!, MetricSettings()),
        };
        double? limit = TimeoutSec;
        var definition = new GateDefinition(kind, Name ?? name) { Severity = Severity, Settings = GateSettingsWriter.Write([.. settings, ("timeoutSeconds", limit)]) };
        // Made once to see that the settings are right: better now than when the plan is applied.
        Try(definition);
        await WriteAsync(new MlopsGate(definition) { ScriptBlock = ScriptBlock, ArgumentList = ArgumentList, Isolated = Isolated, Measurements = Measurement }).ConfigureAwait(false);
    }

    private (string, object?)[] MetricSettings() =>
    [
        ("metric", Metric), ("minimum", Minimum), ("maximum", Maximum), ("notWorseBy", NotWorseBy), ("lowerIsBetter", LowerIsBetter ? true : null),
        ("path", Path), ("labelColumn", LabelColumn), ("positiveClass", PositiveClass),
    ];

    private (string, object?)[] SourceSettings() => [("commit", Commit?.ToLowerInvariant()), ("branch", Branch), ("repository", Repository)];

    private static void Try(GateDefinition definition)
    {
        foreach (IGateFactory factory in GateRegistry.Standard)
        {
            if (string.Equals(factory.Kind, definition.Kind, StringComparison.OrdinalIgnoreCase))
                _ = factory.Create(definition, new GateServices());
        }
    }
}
