using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Pipeline;

/// <summary>A cmdlet whose input usually brings its space or project; names and ids need one of them given.</summary>
public abstract class OptionalContainerCmdlet : CpdCmdlet
{
    private Scope? _scope;

    /// <summary>The deployment space, where the thing is given by id or name: an object, an id or an exact name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference? Space { get; set; }

    /// <summary>The project, where the thing is given by id or name: an object, an id or an exact name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNull]
    public ProjectReference? Project { get; set; }

    /// <summary>The container that -Space or -Project names; looked up once.</summary>
    /// <exception cref="ArgumentException">Neither or both are given.</exception>
    private protected async Task<Scope> GivenScopeAsync(string thing, CancellationToken cancellationToken)
    {
        if (_scope is not null)
            return _scope;
        if (Space is null == Project is null)
            throw new ArgumentException(Space is null
                ? $"{thing} is an id or a name: say with -Space or -Project where it is, or give the object."
                : "Give -Space or -Project, not both.");
        return _scope = Space is not null
            ? await SpaceScopeAsync(Space, Session, cancellationToken).ConfigureAwait(false)
            : await ProjectScopeAsync(Project!, Session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The deployment that a reference names, with its container.</summary>
    private protected async Task<(Scope Scope, CpdDeployment Deployment)> DeploymentAsync(DeploymentReference reference, CancellationToken cancellationToken)
    {
        if (reference.Known is { } known)
            return (ScopeOf(known), known);
        Scope scope = await GivenScopeAsync($"'{reference}'", cancellationToken).ConfigureAwait(false);
        return (scope, await scope.Client.Deployments.FindAsync(scope.Container, reference.IdOrName, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The asset that a reference names, with its container; superseded assets are not found by name.</summary>
    /// <param name="reference">What was given.</param>
    /// <param name="type">The asset type in the catalogue's terms, such as <c>wml_model</c>; null allows any.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    private protected async Task<(Scope Scope, CpdScopedResource Asset)> AssetAsync(AssetReference reference, string? type, CancellationToken cancellationToken)
    {
        if (reference.Known is { } known)
            return (ScopeOf(known), known);
        Scope scope = await GivenScopeAsync($"'{reference}'", cancellationToken).ConfigureAwait(false);
        return (scope, await scope.Client.Assets.FindAsync(scope.Container, reference.IdOrName, type, cancellationToken).ConfigureAwait(false));
    }
}
