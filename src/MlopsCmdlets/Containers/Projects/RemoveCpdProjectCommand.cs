using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Projects;

/// <summary>Removes a project with everything in it.</summary>
/// <remarks><para>There is no way back: notebooks, data and models of the project are lost.</para></remarks>
/// <example>
///   <summary>Look before removing</summary>
///   <code>PS&gt; Remove-CpdProject -Project churn-trial -WhatIf</code>
///   <para>Shows what would be removed; without -WhatIf it asks first.</para>
/// </example>
/// <example>
///   <summary>Remove without asking</summary>
///   <code>PS&gt; Get-CpdProject tmp-* | Remove-CpdProject -Force</code>
///   <para>For scripts that clean up what they made.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdProject", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCpdProjectCommand : CpdCmdlet
{
    /// <summary>The project: an object, an id or an exact name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNull]
    public ProjectReference? Project { get; set; }

    /// <summary>Removes without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Project;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Scope scope = await ProjectScopeAsync(Project!, Session, cancellationToken).ConfigureAwait(false);
        if (await ApproveAsync(scope.ToString(), "Remove with everything in it", Force).ConfigureAwait(false))
            await scope.Client.Projects.DeleteAsync(scope.Container.Id, cancellationToken).ConfigureAwait(false);
    }
}
