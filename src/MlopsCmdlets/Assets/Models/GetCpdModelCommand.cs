using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Models;

/// <summary>Gets models of a space or project.</summary>
/// <remarks><para>Versions that were superseded by a copy or promotion are shown only with -IncludeSuperseded.</para></remarks>
/// <example>
///   <summary>List the models of a space</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace</code>
///   <para>Shows name, type, software specification, creation date and id.</para>
/// </example>
/// <example>
///   <summary>Take one along the pipeline</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace -Name ChurnPrediction | New-CpdDeployment -Online</code>
///   <para>The object brings its space and session.</para>
/// </example>
/// <example>
///   <summary>What does a deployment serve?</summary>
///   <code>PS&gt; Get-CpdDeployment -Space churn_prod_space -Name ChurnPredictionProd | Get-CpdModel</code>
///   <para>A deployment brings its space and the id of its model.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdModel", DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdModel))]
public sealed class GetCpdModelCommand : GetAssetCmdlet<CpdModel>
{
    private protected override string Kind => "model";

    private protected override IAsyncEnumerable<CpdModel> ListAsync(Scope scope, CancellationToken cancellationToken) =>
        scope.Client.Models.ListAsync(scope.Container, cancellationToken);

    private protected override Task<CpdModel> GetAsync(Scope scope, string id, CancellationToken cancellationToken) =>
        scope.Client.Models.GetAsync(scope.Container, id, cancellationToken: cancellationToken);
}
