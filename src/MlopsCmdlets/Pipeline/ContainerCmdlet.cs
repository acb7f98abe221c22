using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Pipeline;

/// <summary>A cmdlet that works in one space or project.</summary>
public abstract class ContainerCmdlet : CpdCmdlet
{
    /// <summary>Parameter set: in a space.</summary>
    protected const string InSpace = "Space";

    /// <summary>Parameter set: in a project.</summary>
    protected const string InProject = "Project";

    /// <summary>Parameter set of those that also take a thing, which brings its space or project.</summary>
    protected const string OfThing = "InputObject";

    private (object Reference, Scope Scope)? _resolved;

    /// <summary>The deployment space: an object, an id or an exact name.</summary>
    [Parameter(ParameterSetName = InSpace, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SpaceId")]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference? Space { get; set; }

    /// <summary>The project: an object, an id or an exact name.</summary>
    [Parameter(ParameterSetName = InProject, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ProjectId")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNull]
    public ProjectReference? Project { get; set; }

    /// <summary>The session and the container that -Space or -Project names; a name is looked up once.</summary>
    private protected async Task<Scope> ScopeAsync(CancellationToken cancellationToken)
    {
        object reference = (object?)Space ?? Project ?? throw new PSArgumentException("Give -Space or -Project.");
        if (_resolved is { } known && ReferenceEquals(known.Reference, reference))
            return known.Scope;
        Scope scope = Space is not null
            ? await SpaceScopeAsync(Space, Session, cancellationToken).ConfigureAwait(false)
            : await ProjectScopeAsync(Project!, Session, cancellationToken).ConfigureAwait(false);
        _resolved = (reference, scope);
        return scope;
    }
}
