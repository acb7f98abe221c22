using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Deployments;

/// <summary>Waits until deployments are ready.</summary>
/// <remarks><para>For deployments that were made or changed with -NoWait. One that fails is an error with the server's reason.</para></remarks>
/// <example>
///   <summary>Deploy several models at once</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace | New-CpdDeployment -Online -NoWait | Wait-CpdDeployment</code>
///   <para>The server works on all of them at the same time.</para>
/// </example>
/// <example>
///   <summary>Give up after two minutes</summary>
///   <code>PS&gt; Wait-CpdDeployment -Deployment ChurnPredictionProd -Space churn_prod_space -TimeoutSec 120</code>
///   <para>The server goes on by itself when the time is over.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Wait, "CpdDeployment")]
[OutputType(typeof(CpdDeployment))]
public sealed class WaitCpdDeploymentCommand : DeploymentCmdlet
{
    /// <summary>Longest wait for each deployment, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 900;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        (Scope scope, CpdDeployment deployment) = await DeploymentAsync(Deployment!, cancellationToken).ConfigureAwait(false);
        CpdWaitOptions wait = Waiting($"Waiting for the deployment '{deployment.Name}'", TimeoutSec);
        await WriteAsync(await scope.Client.Deployments.WaitAsync(scope.Container, deployment.Id, wait, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
    }
}
