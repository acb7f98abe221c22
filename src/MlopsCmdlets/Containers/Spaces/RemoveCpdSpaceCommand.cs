using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Spaces;

/// <summary>Removes a deployment space with everything in it.</summary>
/// <remarks><para>Deployments have to be removed before: a space that still has some is refused. Waits until the space is gone.</para></remarks>
/// <example>
///   <summary>Remove a space after looking</summary>
///   <code>PS&gt; Remove-CpdSpace -Space churn_trial -WhatIf</code>
///   <para>Shows what would be removed; without -WhatIf it asks first.</para>
/// </example>
/// <example>
///   <summary>Remove temporary spaces in a script</summary>
///   <code>PS&gt; Get-CpdSpace tmp-* | Remove-CpdSpace -Force</code>
///   <para>-Force removes without asking.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdSpace", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCpdSpaceCommand : CpdCmdlet
{
    /// <summary>The space: an object, an id or an exact name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference? Space { get; set; }

    /// <summary>Removes without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns at once; the server removes the space in its own time.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Longest wait for it to be gone, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    private protected override object? ErrorTarget => Space;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Scope scope = await SpaceScopeAsync(Space!, Session, cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync(scope.ToString(), "Remove with everything in it", Force).ConfigureAwait(false))
            return;
        await EnsureWithoutDeploymentsAsync(scope, cancellationToken).ConfigureAwait(false);
        CpdWaitOptions? wait = NoWait ? null : Waiting($"Removing the {scope.Container}", TimeoutSec);
        await scope.Client.Spaces.DeleteAsync(scope.Container.Id, wait, cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
    }

    /// <summary>What a server does with deployments of a removed space is not documented; so it never comes to that.</summary>
    private static async Task EnsureWithoutDeploymentsAsync(Scope scope, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (CpdDeployment deployment in scope.Client.Deployments.ListAsync(scope.Container, cancellationToken: cancellationToken).ConfigureAwait(false))
                throw new Errors.ContainerNotEmptyException($"The {scope.Container} still has deployments, among them '{deployment.Name}' ({deployment.Id}).");
        }
        catch (CpdServiceNotInstalledException)
        {
            // Without machine learning there are no deployments.
        }
    }
}
