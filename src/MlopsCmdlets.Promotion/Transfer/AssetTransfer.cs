namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// Copies assets from one container to another and verifies what arrived. <see cref="PlanAsync"/> only reads; <see cref="ApplyAsync"/> writes.
/// Content travels through a temporary file, so that memory stays flat; nothing temporary is left behind, whatever happens.
/// A copy that was interrupted at any point is completed by copying again.
/// </summary>
public sealed class AssetTransfer
{
    private readonly IAssetSource _source;
    private readonly IAssetTarget _target;
    private readonly TransferOptions _options;
    private readonly HashCache _cache;
    private readonly ISpoolStore _spools;
    private readonly TimeProvider _time;

    /// <summary>A copy between two containers.</summary>
    /// <param name="source">Where assets come from.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="options">How; null means the defaults.</param>
    /// <param name="cache">Hashes known from earlier work in this session; null means none.</param>
    /// <param name="spools">Where temporary files are made; null means files in the options' folder.</param>
    /// <param name="time">The clock; null means the system's.</param>
    /// <exception cref="SameContainerException">Both are one container.</exception>
    public AssetTransfer(IAssetSource source, IAssetTarget target, TransferOptions? options = null, HashCache? cache = null, ISpoolStore? spools = null, TimeProvider? time = null)
    {
        if (source.Identity.IsOnSameClusterAs(target.Identity) && source.Identity.Kind == target.Identity.Kind && source.Identity.Id == target.Identity.Id)
            throw new SameContainerException(source.Identity);
        _source = source;
        _target = target;
        _options = options ?? new TransferOptions();
        _cache = cache ?? new HashCache();
        _spools = spools ?? new FileSpoolStore(_options.SpoolFolder);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Plans and applies in one go.</summary>
    public async Task<TransferResult> CopyAsync(AssetSelection selection, IProgress<TransferProgress>? progress, CancellationToken cancellationToken) =>
        await ApplyAsync(await PlanAsync(selection, progress, cancellationToken).ConfigureAwait(false), progress, cancellationToken).ConfigureAwait(false);

    /// <summary>Says per selected asset what a copy would do. Changes nothing.</summary>
    /// <exception cref="EmptySelectionException">Nothing is selected.</exception>
    /// <exception cref="AssetNotFoundException">A selected id or name does not exist.</exception>
    /// <exception cref="AmbiguousSelectionException">A selected name fits several assets.</exception>
    public async Task<TransferPlan> PlanAsync(AssetSelection selection, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        await new RunningImports(_target, _options, _time).WaitAsync(progress, cancellationToken).ConfigureAwait(false);
        (TransferSide source, TransferSide target) = await ListAsync(progress, cancellationToken).ConfigureAwait(false);
        var selected = new SelectionResolver(_source.Identity, source.Listing).Resolve(selection);
        var assets = await new TransferPlanner(source, target, _options).PlanAsync(selected, progress, cancellationToken).ConfigureAwait(false);
        return new TransferPlan(_source.Identity, _target.Identity, assets) { SourceListing = source.Listing, TargetListing = target.Listing };
    }

    /// <summary>Compares the two containers as wholes; superseded versions do not count. Changes nothing.</summary>
    public async Task<TransferComparison> CompareAsync(IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        (TransferSide source, TransferSide target) = await ListAsync(progress, cancellationToken).ConfigureAwait(false);
        AssetHeader[] present = [.. source.Listing.Where(asset => !asset.IsSuperseded && !asset.IsBookkeeping)];
        var assets = await new TransferPlanner(source, target, _options).PlanAsync(present, progress, cancellationToken).ConfigureAwait(false);
        var known = new HashSet<(string, string)>(present.Select(asset => (asset.Type, asset.Name)));
        return new TransferComparison(assets, [.. target.Listing.Where(asset => !asset.IsSuperseded && !asset.IsBookkeeping && !known.Contains((asset.Type, asset.Name)))]);
    }

    /// <summary>Does what the plan says. What is wrong with one asset is part of that asset's outcome; what concerns the whole copy is thrown.</summary>
    /// <exception cref="TransferException">One of its kinds says why nothing could be copied.</exception>
    public async Task<TransferResult> ApplyAsync(TransferPlan plan, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var before = await _target.ListAsync(cancellationToken).ConfigureAwait(false);
        var source = new TransferSide(_source, plan.SourceListing, _cache);
        var target = new TransferSide(_target, before, _cache);
        var references = new ReferenceMap(source, target);
        foreach (var known in plan.Assets.Where(asset => asset.Equal is not null))
            references.Add(known.Source.Id, known.Equal!.Id);

        var travelling = plan.Assets.Where(asset => asset.Action is CopyAction.Added or CopyAction.Updated).ToList();
        if (plan.TargetListing is { } planned)
            TargetChanges.Refuse(_target.Identity, travelling.Select(asset => asset.Source), planned, before);
        var travel = new TravelContext(_source, _target, source, target, references, _options, _time, progress);
        var travelled = travelling.Count == 0 ? new TransferResult([])
            : _source.CanPromoteTo(_target.Identity) ? await new PromoteTravel(travel).RunAsync(travelling, cancellationToken).ConfigureAwait(false)
            : await new BundleTravel(travel, new FreshBundle(_source, _options, _time, _spools, progress)).RunAsync(travelling, cancellationToken).ConfigureAwait(false);

        // After the others have arrived, so that references to them can be put right.
        var outcomes = travelled.Assets.ToDictionary(asset => asset.Source.Id, StringComparer.Ordinal);
        var readBack = new ReadBack(source, target, _target, references, mayRemove: false);
        var resting = await ParallelWork.SelectAsync(
            [.. plan.Assets.Where(asset => !outcomes.ContainsKey(asset.Source.Id))], _options.ParallelReads, (asset, token) => readBack.FinishAsync(asset, _options.Force, token), cancellationToken).ConfigureAwait(false);

        foreach (var asset in resting)
            outcomes.Add(asset.Source.Id, asset);
        var ordered = plan.Assets.Select(asset => outcomes[asset.Source.Id]).ToList();
        return travelled with { Assets = [.. ordered, .. travelled.Assets.Except(ordered)] };
    }

    private async Task<(TransferSide Source, TransferSide Target)> ListAsync(IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new TransferProgress(TransferStage.Comparing, 0, null));
        var sourceListing = _source.ListAsync(cancellationToken);
        var target = new TransferSide(_target, await _target.ListAsync(cancellationToken).ConfigureAwait(false), _cache);
        return (new TransferSide(_source, await sourceListing.ConfigureAwait(false), _cache), target);
    }
}
