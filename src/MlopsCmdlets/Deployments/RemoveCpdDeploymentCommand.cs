using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Deployments;

/// <summary>Removes deployments.</summary>
/// <remarks><para>Consumers of the address get errors from then on. The asset that was served stays.</para></remarks>
/// <example>
///   <summary>Remove a deployment</summary>
///   <code>PS&gt; Remove-CpdDeployment -Deployment ChurnTrial -Space churnUATspace</code>
///   <para>Asks before it removes.</para>
/// </example>
/// <example>
///   <summary>Remove all deployments of a space</summary>
///   <code>PS&gt; Get-CpdDeployment -Space churnUATspace | Remove-CpdDeployment -Force</code>
///   <para>-Force removes without asking.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdDeployment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCpdDeploymentCommand : DeploymentCmdlet
{
    /// <summary>Removes without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        (Scope scope, CpdDeployment deployment) = await DeploymentAsync(Deployment!, cancellationToken).ConfigureAwait(false);
        if (await ApproveAsync($"deployment '{deployment.Name}' in {scope}", "Remove", Force).ConfigureAwait(false))
            await scope.Client.Deployments.DeleteAsync(scope.Container, deployment.Id, cancellationToken).ConfigureAwait(false);
    }
}
