using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Clients;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Deployments;

/// <summary>Gets deployments of a space or project.</summary>
/// <remarks><para>Projects can hold deployments from release 4.8 on.</para></remarks>
/// <example>
///   <summary>What runs in production</summary>
///   <code>PS&gt; Get-CpdDeployment -Space churn_prod_space</code>
///   <para>Shows name, kind, state, serving name and the asset that is served.</para>
/// </example>
/// <example>
///   <summary>Which deployments serve a model</summary>
///   <code>PS&gt; Get-CpdDeployment -Space churn_prod_space -AssetId (Get-CpdModel -Space churn_prod_space -Name ChurnPrediction).Id</code>
///   <para>The model's id does not change when its metadata does.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdDeployment", DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdDeployment))]
public sealed class GetCpdDeploymentCommand : ContainerCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DeploymentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Ids.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Only deployments that serve this asset.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AssetId { get; set; }

    private protected override object? ErrorTarget => (object?)Id ?? (object?)Name ?? (object?)Space ?? Project;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Scope scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        DeploymentsClient deployments = scope.Client.Deployments;
        if (Id is not null)
        {
            await WriteByIdAsync(Id, id => deployments.GetAsync(scope.Container, id, cancellationToken)).ConfigureAwait(false);
            return;
        }

        CpdDeploymentQuery? query = AssetId is null ? null : new CpdDeploymentQuery { AssetId = AssetId };
        await WriteMatchingAsync("deployment", deployments.ListAsync(scope.Container, query, cancellationToken), Name, cancellationToken).ConfigureAwait(false);
    }
}
