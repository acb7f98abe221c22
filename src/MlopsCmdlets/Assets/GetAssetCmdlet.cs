using System.Management.Automation;
using System.Runtime.CompilerServices;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Gets things of one kind from a space or project, by name or id.</summary>
/// <typeparam name="T">What is emitted.</typeparam>
public abstract class GetAssetCmdlet<T> : ContainerCmdlet
    where T : CpdScopedResource
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = InSpace)]
    [Parameter(Position = 0, ParameterSetName = InProject)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AssetCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Ids.</summary>
    [Parameter(ParameterSetName = InSpace)]
    [Parameter(ParameterSetName = InProject)]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>A deployment, whose asset is meant, or an asset, which is read again.</summary>
    [Parameter(ParameterSetName = OfThing, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public CpdScopedResource? InputObject { get; set; }

    /// <summary>Also shows earlier versions that a copy or promotion has replaced.</summary>
    [Parameter(ParameterSetName = InSpace)]
    [Parameter(ParameterSetName = InProject)]
    public SwitchParameter IncludeSuperseded { get; set; }

    private protected override object? ErrorTarget => (object?)InputObject ?? (object?)Id ?? (object?)Name ?? (object?)Space ?? Project;

    /// <summary>For messages: "model".</summary>
    private protected abstract string Kind { get; }

    private protected abstract IAsyncEnumerable<T> ListAsync(Scope scope, CancellationToken cancellationToken);

    private protected abstract Task<T> GetAsync(Scope scope, string id, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (InputObject is { } thing)
        {
            string id = thing is CpdDeployment deployment ? deployment.AssetId ?? throw new ArgumentException($"'{deployment.Name}' serves no asset.") : thing.Id;
            await WriteAsync(await GetAsync(ScopeOf(thing), id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        Scope scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        if (Id is not null)
            await WriteByIdAsync(Id, id => GetAsync(scope, id, cancellationToken)).ConfigureAwait(false);
        else
            await WriteMatchingAsync($"{Kind} in the {scope.Container}", PresentAsync(ListAsync(scope, cancellationToken), cancellationToken), Name, cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<T> PresentAsync(IAsyncEnumerable<T> all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (T item in all.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (IncludeSuperseded || Array.IndexOf(item.Tags, CpdTags.Superseded) < 0)
                yield return item;
        }
    }
}
