using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Deployments;

/// <summary>Lets a deployment serve another model, scales it, or changes its metadata.</summary>
/// <remarks>
/// <para>With -Model the asset behind the deployment is swapped; id, serving name and address stay, so that consumers notice nothing. If the swap
/// fails, the previous model keeps serving.</para>
/// </remarks>
/// <example>
///   <summary>Serve the new version</summary>
///   <code>PS&gt; Set-CpdDeployment -Deployment ChurnPredictionProd -Space churn_prod_space -Model ChurnPrediction</code>
///   <para>The model of that name which is not superseded is served when the command returns.</para>
/// </example>
/// <example>
///   <summary>Scale out</summary>
///   <code>PS&gt; Get-CpdDeployment -Space churn_prod_space -Name ChurnPredictionProd | Set-CpdDeployment -NodeCount 3</code>
///   <para>Waits until the copies are there.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "CpdDeployment", SupportsShouldProcess = true)]
[OutputType(typeof(CpdDeployment))]
public sealed class SetCpdDeploymentCommand : DeploymentCmdlet
{
    /// <summary>The model, function or script to serve from now on: an object, an id or an exact name in the deployment's space.</summary>
    [Parameter]
    [Alias("Asset")]
    [ArgumentCompleter(typeof(AssetCompleter))]
    [ValidateNotNull]
    public AssetReference? Model { get; set; }

    /// <summary>A revision of the asset given with -Model.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Revision { get; set; }

    /// <summary>Name or id of another hardware specification.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HardwareSpecificationCompleter))]
    [ValidateNotNullOrEmpty]
    public string? HardwareSpecification { get; set; }

    /// <summary>Number of nodes.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? NodeCount { get; set; }

    /// <summary>The new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The new description.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? Description { get; set; }

    /// <summary>The new tags.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Tag { get; set; }

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns at once, in state updating. Of a new model and other hardware, which the server takes one after the other, only the second is not waited for.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Longest wait for each step, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 900;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Revision is not null && Model is null)
            throw new ArgumentException("-Revision says which revision of the asset to serve: give the asset with -Model.");
        if (Model is null && HardwareSpecification is null && NodeCount is null && Name is null && Description is null && Tag is null)
            throw new ArgumentException("Say what to change: -Model, -HardwareSpecification, -NodeCount, -Name, -Description or -Tag.");
        (Scope scope, CpdDeployment deployment) = await DeploymentAsync(Deployment!, cancellationToken).ConfigureAwait(false);
        CpdScopedResource? asset = Model is null ? null : Model.Known ?? await scope.Client.Assets.FindAsync(scope.Container, Model.IdOrName, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (asset is not null && asset.Container.Id != scope.Container.Id)
            throw new ArgumentException($"'{asset.Name}' is not in the {scope.Container}, where the deployment is; copy it there first with Copy-CpdAsset.");
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        (string What, object? Value)[] others = [("name", Name), ("description", Description), ("tags", Tag), ("hardware", HardwareSpecification), ("nodes", NodeCount)];
        string action = asset is null ? ChangeText.Of(others)
            : $"Serve {asset.Type} '{asset.Name}' ({asset.Id})" + (others.All(other => other.Value is null) ? "" : $"; {ChangeText.Of(others)}");
        if (!await ApproveAsync($"deployment '{deployment.Name}' in {scope}", action, Force, production).ConfigureAwait(false))
            return;

        CpdWaitOptions wait = Waiting($"Changing the deployment '{deployment.Name}'", TimeoutSec);
        bool scales = HardwareSpecification is not null || NodeCount is not null;
        // A deployment that is updating refuses the next change.
        if (asset is not null)
            deployment = await scope.Client.Deployments.SwapAssetAsync(scope.Container, deployment.Id, asset.Id, Revision, NoWait && !scales ? null : wait, cancellationToken).ConfigureAwait(false);
        if (scales)
        {
            bool byId = Guid.TryParse(HardwareSpecification, out _);
            deployment = await scope.Client.Deployments.ScaleAsync(
                scope.Container, deployment.Id, byId ? HardwareSpecification : null, byId ? null : HardwareSpecification, NodeCount, NoWait ? null : wait, cancellationToken).ConfigureAwait(false);
        }

        if (Name is not null || Description is not null || Tag is not null)
        {
            var change = new CpdChange { Name = Name, Description = Description, Tags = Tag };
            deployment = await scope.Client.Deployments.UpdateAsync(scope.Container, deployment.Id, change, cancellationToken).ConfigureAwait(false);
        }

        await EndProgressAsync().ConfigureAwait(false);
        await WriteAsync(deployment).ConfigureAwait(false);
    }
}
