using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Assets.Copying;

/// <summary>A transfer of assets that are selected in a space or project, or come from the pipeline.</summary>
public abstract class SelectionCmdlet : TransferCmdlet
{
    /// <summary>Parameter set: out of a space.</summary>
    protected const string FromSpace = "Space";

    /// <summary>Parameter set: out of a project.</summary>
    protected const string FromProject = "Project";

    /// <summary>Parameter set: objects of the pipeline.</summary>
    protected const string FromPipeline = "InputObject";

    private readonly List<CpdScopedResource> _input = [];

    /// <summary>The space to take assets from: an object, an id or an exact name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromSpace)]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference? Space { get; set; }

    /// <summary>The project to take assets from: an object, an id or an exact name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromProject)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNull]
    public ProjectReference? Project { get; set; }

    /// <summary>Assets, from Get-CpdAsset, Get-CpdModel and the like.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = FromPipeline)]
    [ValidateNotNull]
    public CpdScopedResource[]? InputObject { get; set; }

    /// <summary>Exact names of assets; each must exist, and once only.</summary>
    [Parameter(ParameterSetName = FromSpace)]
    [Parameter(ParameterSetName = FromProject)]
    [ArgumentCompleter(typeof(AssetCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Ids of assets.</summary>
    [Parameter(ParameterSetName = FromSpace)]
    [Parameter(ParameterSetName = FromProject)]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Only assets of these types, such as wml_model, data_asset or connection; alone, all assets of the types.</summary>
    [Parameter(ParameterSetName = FromSpace)]
    [Parameter(ParameterSetName = FromProject)]
    [ArgumentCompleter(typeof(AssetTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Type { get; set; } = [];

    /// <summary>Everything except superseded versions.</summary>
    [Parameter(ParameterSetName = FromSpace)]
    [Parameter(ParameterSetName = FromProject)]
    public SwitchParameter All { get; set; }

    private protected override object? ErrorTarget => (object?)Space ?? (object?)Project ?? InputObject;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (InputObject is not null)
            _input.AddRange(InputObject);
        return Task.CompletedTask;
    }

    /// <summary>What is selected, by container.</summary>
    private protected async Task<IReadOnlyList<(Scope From, AssetSelection Selection)>> SourcesAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == FromPipeline)
        {
            if (_input.Count == 0)
                throw new NothingSelectedException("The pipeline brought no asset. Nothing was done.");
            var sources = new List<(Scope, AssetSelection)>();
            foreach (var group in _input.GroupBy(a => (Session: SessionOf(a), a.Container.Kind, a.Container.Id)))
                sources.Add((await NamedAsync(group.Key.Session, group.First().Container, cancellationToken).ConfigureAwait(false), new AssetSelection { Ids = [.. group.Select(a => a.Id).Distinct(StringComparer.Ordinal)] }));
            return sources;
        }

        if (!All && Name.Length + Id.Length + Type.Length == 0)
            throw new ArgumentException("Say which assets: -Name, -Id, -Type or -All.");
        if (All && Name.Length + Id.Length + Type.Length > 0)
            throw new ArgumentException("-All means everything: leave out -Name, -Id and -Type, or leave out -All.");
        Scope from = Space is not null
            ? await SpaceScopeAsync(Space, Session, cancellationToken).ConfigureAwait(false)
            : await ProjectScopeAsync(Project!, Session, cancellationToken).ConfigureAwait(false);
        return [(from, new AssetSelection { Ids = Id, Names = Name, Types = Type })];
    }

    /// <summary>The container with its name: an asset knows the id only, and people read names.</summary>
    private Task<Scope> NamedAsync(CpdSession session, CpdContainer container, CancellationToken cancellationToken) =>
        container.Kind == CpdContainerKind.Space
            ? SpaceScopeAsync(new SpaceReference(container.Id), session, cancellationToken)
            : ProjectScopeAsync(new ProjectReference(container.Id), session, cancellationToken);
}
