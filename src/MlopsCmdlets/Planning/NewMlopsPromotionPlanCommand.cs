using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Environments;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Planning;

/// <summary>Says what a promotion from one environment into another would do, as an object and a file to review, approve and apply.</summary>
/// <remarks>
/// <para>The plan covers the model and everything that it needs: software specifications, training data, connections, package extensions. Each is compared
/// with its counterpart at the destination by content hash and metadata, after the map of the destination environment: + is added, ~ updated with every
/// field that differs, » mapped to something that stands for it, = unchanged, ! in conflict or blocked, with what to do about it.</para>
/// <para>Making a plan only reads. The file holds no secret. Its hash names exactly what would be done: an edited plan has no approval, and one whose sides
/// moved since is refused.</para>
/// </remarks>
/// <example>
///   <summary>Plan a promotion into production</summary>
///   <code>PS&gt; New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction -Deployment ChurnPrd -Path plan.json</code>
///   <para>Shows what would change and writes it to a file for review.</para>
/// </example>
/// <example>
///   <summary>Take further assets along, and make the deployment</summary>
///   <code>PS&gt; New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction -Asset refresh.py -Deployment ChurnPrd -ServingName churn_prd -ValidFor 1.00:00:00</code>
///   <para>The plan is good for a day. A serving name is given to a new deployment only; an existing one keeps its own.</para>
/// </example>
/// <example>
///   <summary>See what differs and nothing else</summary>
///   <code>PS&gt; (New-MlopsPromotionPlan -Source uat -Destination prd -Model ChurnPrediction).Changes | Where-Object Action -eq Update | Select-Object -ExpandProperty Changes</code>
///   <para>One object for each field that differs.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "MlopsPromotionPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(PromotionPlan))]
public sealed class NewMlopsPromotionPlanCommand : SidesCmdlet
{
    /// <summary>Name of the environment that assets come from, as mlops.json has it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateNotNullOrEmpty]
    public string Source { get; set; } = "";

    /// <summary>Name of the environment that they go to.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>Exact name or id of the model, or of another asset that a deployment can serve.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ArgumentCompleter(typeof(SourceModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string Model { get; set; } = "";

    /// <summary>Exact names or ids of further assets. What model and assets need comes by itself.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SourceAssetCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Asset { get; set; } = [];

    /// <summary>Exact name or id of the deployment that is to serve the model; one that does not exist is created. Without it, the plan only copies.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DestinationDeploymentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Deployment { get; set; }

    /// <summary>The serving name of a deployment that is to be created.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ServingName { get; set; }

    /// <summary>Name of the hardware specification of a deployment that is to be created.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HardwareSpecification { get; set; }

    /// <summary>Gates besides those of the destination environment.</summary>
    [Parameter]
    [ValidateNotNull]
    public GateDefinition[] Gate { get; set; } = [];

    /// <summary>The file to write the plan to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long the plan can be applied. Default: seven days.</summary>
    [Parameter]
    public TimeSpan ValidFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The session of the source. Default: the last connected one of its cluster.</summary>
    [Parameter]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CpdSession? SourceSession { get; set; }

    /// <summary>The session of the destination. Default: the last connected one of its cluster.</summary>
    [Parameter]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CpdSession? DestinationSession { get; set; }

    private protected override object? ErrorTarget => Model;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        EnvironmentFile file = await ReadEnvironmentsAsync().ConfigureAwait(false);
        MlopsEnvironment from = file.Find(Source);
        MlopsEnvironment to = file.Find(Destination);
        string? path = Path is null ? null : await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        if (path is not null && !Force && File.Exists(path))
            throw new FileExistsException(path);

        // Both sessions are looked for before the first request.
        Task<PromotionSide> opening = OpenAsync(from, SourceSession, cancellationToken);
        if (opening.IsFaulted)
            await opening.ConfigureAwait(false);
        PromotionSide destination = await OpenAsync(to, DestinationSession, cancellationToken).ConfigureAwait(false);
        PromotionSide source = await opening.ConfigureAwait(false);
        await ProgressAsync($"Planning '{from.Name}' → '{to.Name}'", "comparing both sides").ConfigureAwait(false);
        PromotionPlan plan = await new PromotionPlanner(source, destination, Hashes, destination.Time, ToolVersion).CreateAsync(
            new PlanRequest(Model)
            {
                Assets = Asset,
                Deployment = Deployment,
                ServingName = ServingName,
                HardwareSpecification = HardwareSpecification,
                Gates = Gate,
                Lifetime = ValidFor,
            },
            cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);

        if (path is not null && await ApproveAsync(path, "Write the plan", Force).ConfigureAwait(false))
        {
            PlanWriter.WriteFile(plan, path, Force);
            plan = plan with { Path = path };
        }

        await WriteAsync(plan).ConfigureAwait(false);
    }
}
