using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Containers.Spaces;

/// <summary>Changes name, description or stage name of a deployment space.</summary>
/// <remarks><para>The API can change neither the tags of a space nor whether it is a production space.</para></remarks>
/// <example>
///   <summary>Describe a space</summary>
///   <code>PS&gt; Set-CpdSpace -Space churnUATspace -Description 'Acceptance tests of the churn model'</code>
///   <para>Emits the changed space.</para>
/// </example>
/// <example>
///   <summary>Rename a space</summary>
///   <code>PS&gt; Get-CpdSpace churn_uat | Set-CpdSpace -Name churnUATspace</code>
///   <para>Ids and deployments stay as they are.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "CpdSpace", SupportsShouldProcess = true)]
[OutputType(typeof(CpdSpace))]
public sealed class SetCpdSpaceCommand : CpdCmdlet
{
    /// <summary>The space: an object, an id or an exact name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference? Space { get; set; }

    /// <summary>The new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The new description.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? Description { get; set; }

    /// <summary>The new name of the stage.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Stage { get; set; }

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Space;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Name is null && Description is null && Stage is null)
            throw new ArgumentException("Say what to change: -Name, -Description or -Stage.");
        Scope scope = await SpaceScopeAsync(Space!, Session, cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync(scope.ToString(), ChangeText.Of(("name", Name), ("description", Description), ("stage", Stage)), Force, production).ConfigureAwait(false))
            return;
        var change = new CpdSpaceChange { Name = Name, Description = Description, Stage = Stage };
        await WriteAsync(await scope.Client.Spaces.UpdateAsync(scope.Container.Id, change, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
