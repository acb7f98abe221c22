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
///   <code>PS&gt; Get-CpdModel -Space churn_prod_space -Name ChurnPrediction | Get-CpdDeployment</code>
///   <para>The other way round, Get-CpdDeployment ... | Get-CpdModel gets the model that a deployment serves.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdDeployment", DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdDeployment))]
public sealed class GetCpdDeploymentCommand : ContainerCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = InSpace)]
    [Parameter(Position = 0, ParameterSetName = InProject)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DeploymentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Ids.</summary>
    [Parameter(ParameterSetName = InSpace)]
    [Parameter(ParameterSetName = InProject)]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Only deployments that serve this asset.</summary>
    [Parameter(ParameterSetName = InSpace)]
    [Parameter(ParameterSetName = InProject)]
    [ValidateNotNullOrEmpty]
    public string? AssetId { get; set; }

    /// <summary>An asset, such as a model, whose deployments are meant, or a deployment, which is read again.</summary>
    [Parameter(ParameterSetName = OfThing, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public CpdScopedResource? InputObject { get; set; }

    private protected override object? ErrorTarget => (object?)InputObject ?? (object?)Id ?? (object?)Name ?? (object?)Space ?? Project;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Scope scope = InputObject is { } thing ? ScopeOf(thing) : await ScopeAsync(cancellationToken).ConfigureAwait(false);
        DeploymentsClient deployments = scope.Client.Deployments;
        if (InputObject is CpdDeployment known)
        {
            await WriteAsync(await deployments.GetAsync(scope.Container, known.Id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        if (Id is not null)
        {
            await WriteByIdAsync(Id, id => deployments.GetAsync(scope.Container, id, cancellationToken)).ConfigureAwait(false);
            return;
        }

        string? assetId = InputObject?.Id ?? AssetId;
        CpdDeploymentQuery? query = assetId is null ? null : new CpdDeploymentQuery { AssetId = assetId };
        await WriteMatchingAsync("deployment", deployments.ListAsync(scope.Container, query, cancellationToken), Name, cancellationToken).ConfigureAwait(false);
    }
}
