namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// Imports a bundle from a file and verifies what arrived. A bundle goes in as a whole: when one of its assets conflicts with the target and
/// <see cref="TransferOptions.Force"/> is not set, nothing is written.
/// </summary>
/// <param name="target">The container.</param>
/// <param name="options">How; null means the defaults.</param>
/// <param name="cache">Hashes known from earlier work in this session; null means none.</param>
/// <param name="time">The clock; null means the system's.</param>
public sealed class BundleImport(IAssetTarget target, TransferOptions? options = null, HashCache? cache = null, TimeProvider? time = null)
{
    private readonly TransferOptions _options = options ?? new TransferOptions();
    private readonly HashCache _cache = cache ?? new HashCache();
    private readonly TimeProvider _clock = time ?? TimeProvider.System;

    /// <summary>Checks the file and says per asset what an import would do. Changes nothing.</summary>
    /// <exception cref="BundleException">One of its kinds says why the file is refused.</exception>
    public async Task<BundleImportPlan> PlanAsync(string path, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        BundleContents contents;
        using (var stream = Open(path))
            contents = await BundleInspector.InspectAsync(BundleReader.Open(stream, Path.GetFileName(path), _options.BundleLimits), progress, cancellationToken).ConfigureAwait(false);
        var file = new BundleSide(Path.GetFileName(path), contents);
        await new RunningImports(target, _options, _clock).WaitAsync(progress, cancellationToken).ConfigureAwait(false);
        var side = new TransferSide(target, await target.ListAsync(cancellationToken).ConfigureAwait(false), _cache);
        var assets = await new TransferPlanner(file.Side(), side, _options).PlanAsync([.. contents.Assets.Select(asset => asset.Document.Header)], progress, cancellationToken).ConfigureAwait(false);
        return new BundleImportPlan(path, target.Identity, WholeOrNothing(assets)) { Contents = contents, TargetListing = side.Listing };
    }

    /// <summary>Imports the file that was planned.</summary>
    /// <param name="plan">The plan; the file must not have changed since.</param>
    /// <param name="key">Key that the export was made with, or null.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ImportFailedException">The target could not take it in.</exception>
    public async Task<TransferResult> ApplyAsync(BundleImportPlan plan, TransferKey? key, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var before = await target.ListAsync(cancellationToken).ConfigureAwait(false);
        var file = new BundleSide(Path.GetFileName(plan.Path), plan.Contents!);
        var (from, to) = (file.Side(), new TransferSide(target, before, _cache));
        var references = new ReferenceMap(from, to);
        if (!plan.WillImport)
        {
            var resting = new ReadBack(from, to, target, references, mayRemove: false);
            var outcomes = await ParallelWork.SelectAsync(plan.Assets, _options.ParallelReads, (asset, token) => resting.FinishAsync(asset, mayChange: false, token), cancellationToken).ConfigureAwait(false);
            return new TransferResult([.. outcomes.Select(outcome => outcome with { From = null })]);
        }

        var expected = plan.Contents!.Assets.Select(asset =>
        {
            var planned = plan.Assets.First(one => one.Source.Id == asset.Document.Header.Id);
            // The import makes a second one even of what the target has already: the earlier one gives way.
            return new ExpectedAsset(
                planned.Equal is null ? planned : planned with { Action = CopyAction.Updated, Different = [planned.Equal, .. planned.Different] },
                asset.Document, asset.Content, IsDependency: false);
        }).ToList();

        TargetChanges.Refuse(target.Identity, expected.Select(asset => asset.Header), plan.TargetListing, before);
        var length = new FileInfo(plan.Path).Length;
        await ImportAsync(plan, key, expected, before, length, progress, cancellationToken).ConfigureAwait(false);
        var arrivals = await new Arrivals(target, from, to, _options, _clock).FindAsync(expected, before, cancellationToken).ConfigureAwait(false);
        var verified = await new VerifyStep(from, to, target, references, _options, progress).RunAsync(expected, arrivals, cancellationToken).ConfigureAwait(false);
        return new TransferResult([.. verified.Select(outcome => outcome with { From = null })]) { BundleBytes = length };
    }

    private async Task ImportAsync(
        BundleImportPlan plan, TransferKey? key, IReadOnlyList<ExpectedAsset> expected, IReadOnlyList<AssetHeader> before, long length,
        IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            await new ImportStep(target, _options, _clock).RunAsync(() => Open(plan.Path), length, key, expected, before, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (ImportFailedException e) when (!plan.Contents!.HasClearTextSecrets && expected.Any(asset => asset.Header.Type == "connection"))
        {
            throw new ImportFailedException(e.Container, e.Job, e.LeftBehind) { NeedsKey = true };
        }
    }

    private static IReadOnlyList<PlannedAsset> WholeOrNothing(IReadOnlyList<PlannedAsset> assets)
    {
        if (!assets.Any(asset => asset.Error is not null))
            return assets;
        return [.. assets.Select(asset => asset.Error is not null || asset.Action == CopyAction.Unchanged ? asset : asset with
        {
            Action = CopyAction.Skipped,
            Warnings = ["A bundle is imported as a whole, and another of its assets conflicts with the target."],
        })];
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
}
