using System.Management.Automation;
using MlopsCmdlets.Adapters;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Git.Gates;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Promoting;

/// <summary>A cmdlet that does something with a plan, given as an object or by its file.</summary>
public abstract class PlanCmdlet : PromotingCmdlet
{
    /// <summary>Parameter set: the plan as an object.</summary>
    protected const string ByPlan = "Plan";

    /// <summary>Parameter set: the plan's file.</summary>
    protected const string ByPath = "Path";

    /// <summary>The plan, from New-MlopsPromotionPlan.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPlan)]
    [ValidateNotNull]
    public PromotionPlan? Plan { get; set; }

    /// <summary>The plan's file. What is applied is what the file says when it is read.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Further gates from New-MlopsGate; also the scripts and measurements of gates that the plan has.</summary>
    [Parameter]
    [ValidateNotNull]
    public MlopsGate[] Gate { get; set; } = [];

    /// <summary>The session of the source. Default: the last connected one of its cluster.</summary>
    [Parameter]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CpdSession? SourceSession { get; set; }

    private GitHostList _hosts = new();
    private ScriptSurroundings? _scripts;

    private protected override object? ErrorTarget => (object?)Plan ?? Path;

    private protected override void BeforeInput()
    {
        base.BeforeInput();
        _hosts = RunspaceState.OfCurrent().GitHosts;
        _scripts = new ScriptSurroundings(
            run => AskAsync(run), SessionState.LanguageMode, SessionState.Path.CurrentFileSystemLocation.ProviderPath, MyInvocation.MyCommand.Module?.Path);
    }

    /// <summary>The plan that is meant.</summary>
    private protected async Task<PromotionPlan> ReadPlanAsync()
    {
        if (Plan is not null)
            return Plan;
        return PlanReader.ReadFile(await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path!)).ConfigureAwait(false));
    }

    /// <summary>Both sides of a plan with all that it takes to apply it.</summary>
    private protected async Task<(EnvironmentFile File, PromotionParts Parts)> OpenAsync(PromotionPlan plan, CancellationToken cancellationToken)
    {
        EnvironmentFile file = await ReadEnvironmentsAsync().ConfigureAwait(false);
        Task<PromotionSide> opening = OpenAsync(file.Find(plan.Source.Environment), SourceSession, cancellationToken);
        PromotionSide destination = await OpenAsync(file.Find(plan.Destination.Environment), DestinationSession, cancellationToken).ConfigureAwait(false);
        PromotionSide source = await opening.ConfigureAwait(false);
        return (file, PartsOf(file, destination) with
        {
            Source = source,
            Planner = new PromotionPlanner(source, destination, Hashes, destination.Time, ToolVersion),
            Transfer = new PlanTransfer(source, destination, new TransferOptions { JobTimeout = ServerTimeout }, Hashes, time: Clock),
            HashOf = PlanWriter.HashOf,
        });
    }

    /// <summary>The gates of the plan, of the environment and of -Gate, made runnable.</summary>
    private protected IReadOnlyList<IPromotionGate> GatesOf(PromotionPlan plan, EnvironmentFile file, PromotionParts parts, SmokeRows? smoke) => GateList.Create(
        plan.Gates, parts.Destination.Environment.Gates, Gate,
        new GateServices
        {
            Measurer = new CpdMeasurer(Clock),
            SmokeFields = smoke?.Fields,
            Folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file.Path)),
            Source = HostSourceControl.In(_hosts, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file.Path))!),
        },
        _scripts!);
}
