using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>One look at both sides of a promotion: their listings and deployments; documents and hashes are read when asked for, once.</summary>
internal sealed class PlanLook
{
    /// <summary>Reads in flight, over both sides.</summary>
    internal const int ParallelReads = 16;

    private PlanLook(PromotionSide destination, MappedSource mapped, TransferSide here, TransferSide there, IReadOnlyList<ServedModel> deployments)
    {
        Destination = destination;
        Mapped = mapped;
        Here = here;
        There = there;
        Deployments = deployments;
        Comparer = new AssetComparer(here, there, inFull: true);
    }

    internal PromotionSide Destination { get; }

    internal MappedSource Mapped { get; }

    internal TransferSide Here { get; }

    internal TransferSide There { get; }

    internal IReadOnlyList<ServedModel> Deployments { get; }

    internal AssetComparer Comparer { get; }

    /// <exception cref="SameContainerException">Both sides are one space.</exception>
    internal static async Task<PlanLook> TakeAsync(PromotionSide source, PromotionSide destination, HashCache cache, CancellationToken cancellationToken)
    {
        var (from, to) = (source.Assets.Identity, destination.Assets.Identity);
        if (from.IsOnSameClusterAs(to) && from.Kind == to.Kind && from.Id == to.Id)
            throw new SameContainerException(from);
        var mapped = new MappedSource(source.Source, destination.Environment.Map);
        // Never disposed, which is allowed as long as its wait handle is not asked for.
        var gate = new SemaphoreSlim(ParallelReads);
        var here = mapped.ListAsync(cancellationToken);
        var there = destination.Assets.ListAsync(cancellationToken);
        var deployments = destination.Serving.ListAsync(cancellationToken);
        await Task.WhenAll(here, there, deployments).ConfigureAwait(false);
        return new PlanLook(
            destination, mapped, new TransferSide(new GatedContainer(mapped, gate), await here.ConfigureAwait(false), cache),
            new TransferSide(new GatedContainer(destination.Assets, gate), await there.ConfigureAwait(false), cache), await deployments.ConfigureAwait(false));
    }

    /// <summary>An asset of the source as it has to be at the destination.</summary>
    internal async Task<SourceAsset> ReadAsync(AssetHeader asset, CancellationToken cancellationToken)
    {
        var document = await Here.ReadAsync(asset.Id, cancellationToken).ConfigureAwait(false);
        var content = await Here.Reader.HashAsync(document, useCache: true, cancellationToken).ConfigureAwait(false);
        return new SourceAsset(document, CanonicalMetadata.Create(document, Here.Names), content);
    }

    /// <summary>
    /// The assets of the destination that an asset of the source may stand for: those of its type and name that are not superseded, and the one that
    /// the deployment serves in any case, because after a rollback it is one that was superseded.
    /// </summary>
    internal IReadOnlyList<AssetHeader> Candidates(string type, string name, string? served)
    {
        var current = There.Current(type, name);
        return served is not null && There.Find(served) is { } asset && asset.Type == type && asset.Name == name && asset.IsSuperseded ? [.. current, asset] : current;
    }

    internal Task<AssetComparison[]> CompareAsync(AssetHeader asset, IReadOnlyList<AssetHeader> candidates, CancellationToken cancellationToken) =>
        ParallelWork.SelectAsync(candidates, 4, (candidate, token) => Comparer.CompareAsync(asset, candidate, token), cancellationToken);
}
