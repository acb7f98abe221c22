using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Containers.Projects;

/// <summary>Changes name, description or tags of a project.</summary>
/// <remarks><para>Only what is given is changed; tags are replaced as a whole.</para></remarks>
/// <example>
///   <summary>Describe a project</summary>
///   <code>PS&gt; Set-CpdProject -Project churn-dev -Description 'Development of the churn model'</code>
///   <para>Emits the changed project.</para>
/// </example>
/// <example>
///   <summary>Tag projects</summary>
///   <code>PS&gt; Get-CpdProject churn* | Set-CpdProject -Tag churn, 2026</code>
///   <para>Gives all of them the same tags.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "CpdProject", SupportsShouldProcess = true)]
[OutputType(typeof(CpdProject))]
public sealed class SetCpdProjectCommand : CpdCmdlet
{
    /// <summary>The project: an object, an id or an exact name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNull]
    public ProjectReference? Project { get; set; }

    /// <summary>The new name.</summary>
    [Parameter]
    [ValidatePattern("^[^<>\\\\\"%]+$")]
    public string? Name { get; set; }

    /// <summary>The new description.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? Description { get; set; }

    /// <summary>The new tags.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Tag { get; set; }

    private protected override object? ErrorTarget => Project;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Name is null && Description is null && Tag is null)
            throw new ArgumentException("Say what to change: -Name, -Description or -Tag.");
        Scope scope = await ProjectScopeAsync(Project!, Session, cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync(scope.ToString(), ChangeText.Of(("name", Name), ("description", Description), ("tags", Tag))).ConfigureAwait(false))
            return;
        var change = new CpdProjectChange { Name = Name, Description = Description, Tags = Tag };
        await WriteAsync(await scope.Client.Projects.UpdateAsync(scope.Container.Id, change, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
