using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Assets;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Deployments;

/// <summary>Deploys a model, function or script.</summary>
/// <remarks>
/// <para>Waits until the deployment is ready. One that fails is an error with the server's reason; it is left there for inspection.</para>
/// <para>To let an existing deployment serve another model, use Set-CpdDeployment: id and serving name stay.</para>
/// </remarks>
/// <example>
///   <summary>Deploy a model for online scoring</summary>
///   <code>PS&gt; Get-CpdModel -Space churn_prod_space -Name ChurnPrediction | New-CpdDeployment -Online -Name ChurnPredictionProd -ServingName churn_prod</code>
///   <para>Consumers score at the serving name, whatever model is behind it.</para>
/// </example>
/// <example>
///   <summary>Copy a model and deploy it in one go</summary>
///   <code>PS&gt; Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -Name ChurnPrediction | New-CpdDeployment -Online</code>
///   <para>The copy's outcome names the new model.</para>
/// </example>
/// <example>
///   <summary>Deploy for batch jobs</summary>
///   <code>PS&gt; New-CpdDeployment -InputObject ChurnPrediction -Space churnUATspace -Batch -HardwareSpecification M</code>
///   <para>An asset given by name needs its space.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdDeployment", SupportsShouldProcess = true, DefaultParameterSetName = ForOnline)]
[OutputType(typeof(CpdDeployment))]
public sealed class NewCpdDeploymentCommand : OptionalContainerCmdlet
{
    private const string ForOnline = "Online";
    private const string ForBatch = "Batch";

    /// <summary>What to deploy: an object (model, function, script, asset, or the outcome of a copy), an id or an exact name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Asset", "Model")]
    [ArgumentCompleter(typeof(AssetCompleter))]
    [ValidateNotNull]
    public AssetReference? InputObject { get; set; }

    /// <summary>Scores requests as they come. This is the default.</summary>
    [Parameter(ParameterSetName = ForOnline)]
    public SwitchParameter Online { get; set; }

    /// <summary>Runs jobs over data sets.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForBatch)]
    public SwitchParameter Batch { get; set; }

    /// <summary>Name of the deployment; the asset's name if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A stable name in the scoring address, unique on the cluster: lower-case letters, digits and underscores, 36 at most.</summary>
    [Parameter(ParameterSetName = ForOnline)]
    [ValidatePattern("^(?-i:[a-z0-9_]{1,36})$")]
    public string? ServingName { get; set; }

    /// <summary>Name or id of the hardware specification, such as S or M.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HardwareSpecificationCompleter))]
    [ValidateNotNullOrEmpty]
    public string HardwareSpecification { get; set; } = "S";

    /// <summary>Number of nodes.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int NodeCount { get; set; } = 1;

    /// <summary>A revision of the asset; its present state if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Revision { get; set; }

    /// <summary>What it is for.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Tags.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Tag { get; set; }

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the deployment at once, in state initializing.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Longest wait for it to be ready, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 900;

    private protected override object? ErrorTarget => (object?)InputObject?.Known ?? InputObject?.IdOrName;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        (Scope scope, CpdScopedResource asset) = await AssetAsync(InputObject!, null, cancellationToken).ConfigureAwait(false);
        if (asset.Type is AssetTypes.DataAsset or AssetTypes.Connection)
            throw new ArgumentException($"{asset.Type} '{asset.Name}' cannot be deployed: models, functions and scripts can.");
        string name = Name ?? asset.Name;
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync($"'{name}' in {scope}", $"Deploy {asset.Type} '{asset.Name}' for {(Batch ? "batch jobs" : "online scoring")}", Force, production).ConfigureAwait(false))
            return;
        await CheckNamesAsync(scope, name, cancellationToken).ConfigureAwait(false);
        bool byId = Guid.TryParse(HardwareSpecification, out _);
        var definition = new CpdDeploymentDefinition
        {
            Name = name,
            AssetId = asset.Id,
            AssetRevision = Revision,
            Kind = Batch ? CpdDeploymentKind.Batch : CpdDeploymentKind.Online,
            ServingName = ServingName,
            HardwareSpecificationId = byId ? HardwareSpecification : null,
            HardwareSpecificationName = byId ? null : HardwareSpecification,
            NodeCount = NodeCount,
            Description = Description,
            Tags = Tag,
        };
        CpdWaitOptions? wait = NoWait ? null : Waiting($"Deploying '{name}'", TimeoutSec);
        CpdDeployment deployment = await scope.Client.Deployments.CreateAsync(scope.Container, definition, wait, cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
        foreach (string warning in deployment.Warnings)
            await VerboseAsync($"{name}: {warning}").ConfigureAwait(false);
        await WriteAsync(deployment).ConfigureAwait(false);
    }

    private async Task CheckNamesAsync(Scope scope, string name, CancellationToken cancellationToken)
    {
        if (ServingName is not null && !await scope.Client.Deployments.IsServingNameFreeAsync(ServingName, cancellationToken).ConfigureAwait(false))
            throw new Errors.NameTakenException($"The serving name '{ServingName}' belongs to another deployment of the cluster. Nothing was created.");
        await foreach (CpdDeployment same in scope.Client.Deployments.ListAsync(scope.Container, new CpdDeploymentQuery { Name = name }, cancellationToken).ConfigureAwait(false))
        {
            await WarnAsync($"The {scope.Container} already has a deployment named '{name}' ({same.Id}). To let it serve another model, use Set-CpdDeployment.").ConfigureAwait(false);
            break;
        }
    }
}
