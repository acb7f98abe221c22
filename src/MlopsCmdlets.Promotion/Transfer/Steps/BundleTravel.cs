namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Copies assets as one bundle: export, temporary file, check, import, then reading back.</summary>
/// <param name="context">Both sides.</param>
/// <param name="supply">Where the bundle comes from.</param>
/// <param name="isCovered">
/// For a plan: whether it covers an asset of the source that the export added on its own. Such an asset is there already in some form, so that what the
/// import made of it is removed again; one that is not covered stops the copy. Null for a copy without a plan, which takes them along.
/// </param>
internal sealed class BundleTravel(TravelContext context, IBundleSupply supply, Func<string, bool>? isCovered = null)
{
    internal async Task<TransferResult> RunAsync(IReadOnlyList<PlannedAsset> assets, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        var documents = await context.ReadSourceAsync(assets, cancellationToken).ConfigureAwait(false);

        using var bundle = await supply.GetAsync(assets, documents, warnings, cancellationToken).ConfigureAwait(false);
        var spool = bundle.Spool;
        var (expected, leftOut) = await CheckAsync(spool, assets, documents, cancellationToken).ConfigureAwait(false);
        var outcomes = new List<CopiedAsset>();
        if (expected.Count > 0)
            outcomes.AddRange(await ImportAsync(bundle, expected, warnings, cancellationToken).ConfigureAwait(false));
        outcomes.AddRange(leftOut.Select(asset => new CopiedAsset(asset.Source, context.SourceContainer.Identity, context.TargetContainer.Identity, CopyAction.Skipped)
        {
            Warnings = [$"The export did not carry this asset; on this release assets of type {asset.Source.Type} do not travel."],
        }));
        if (context.Options.KeepSpool)
            spool.Keep();
        return new TransferResult(outcomes)
        {
            BundleBytes = bundle.Hash.Bytes,
            BundleSha256 = bundle.Hash.Sha256,
            SpoolPath = context.Options.KeepSpool ? spool.Path : null,
            Warnings = warnings,
        };
    }

    private async Task<IReadOnlyList<CopiedAsset>> ImportAsync(SuppliedBundle bundle, IReadOnlyList<ExpectedAsset> expected, List<string> warnings, CancellationToken cancellationToken)
    {
        // A fresh look, so that the time in which others could add something of the same name is short.
        await new RunningImports(context.TargetContainer, context.Options, context.Time).WaitAsync(context.Progress, cancellationToken).ConfigureAwait(false);
        var before = await context.TargetContainer.ListAsync(cancellationToken).ConfigureAwait(false);
        TargetChanges.Refuse(context.TargetContainer.Identity, expected.Select(asset => asset.Header), context.Target.Listing, before);
        await new ImportStep(context.TargetContainer, context.Options, context.Time)
            .RunAsync(bundle.Spool.OpenRead, bundle.Hash.Bytes, bundle.Key, expected, before, context.Progress, cancellationToken).ConfigureAwait(false);
        var arrivals = await new Arrivals(context.TargetContainer, context.Source, context.Target, context.Options, context.Time)
            .FindAsync(expected, before, cancellationToken).ConfigureAwait(false);
        var verified = await context.VerifyAsync([.. expected.Where(asset => !asset.IsUnwanted)], arrivals, cancellationToken).ConfigureAwait(false);
        foreach (var unwanted in expected.Where(asset => asset.IsUnwanted))
        {
            // To the trash, and only what this user made a moment ago.
            var copy = arrivals[unwanted.Header.Id].Target;
            if (copy?.CreatorId is { } creator && creator == context.TargetContainer.UserId)
                await context.TargetContainer.DeleteAsync(copy, cancellationToken).ConfigureAwait(false);
            else
                warnings.Add($"{unwanted.Header.Type} '{unwanted.Header.Name}' came along with the export although it is there already. What the import made of it{(copy is null ? "" : $" ({copy.Id})")} stays, because the server does not say who made it: remove it, so that the name is unique.");
        }
        if (verified.All(asset => asset.Action != CopyAction.Failed))
            bundle.Arrived();
        return verified;
    }

    private async Task<(IReadOnlyList<ExpectedAsset> Expected, IReadOnlyList<PlannedAsset> LeftOut)> CheckAsync(
        ISpoolFile spool, IReadOnlyList<PlannedAsset> assets, AssetDocument[] documents, CancellationToken cancellationToken)
    {
        var name = $"export of {context.SourceContainer.Identity}";
        BundleContents contents;
        using (var stream = OpenSpool(spool))
            contents = await BundleInspector.InspectAsync(BundleReader.Open(stream, name, context.Options.BundleLimits.Expecting(assets.Select(asset => asset.Source))), context.Progress, cancellationToken).ConfigureAwait(false);

        var bundled = contents.Assets.ToDictionary(asset => asset.Document.Header.Id, StringComparer.Ordinal);
        var leftOut = assets.Where(asset => !bundled.ContainsKey(asset.Source.Id) && AssetKinds.MayBeLeftOut(asset.Source.Type)).ToList();
        var missing = assets.Where(asset => !bundled.ContainsKey(asset.Source.Id)).Except(leftOut).Select(asset => asset.Source.ToString()).ToList();
        var selected = new HashSet<string>(assets.Select(asset => asset.Source.Id), StringComparer.Ordinal);
        var extras = bundled.Values.Where(asset => !selected.Contains(asset.Document.Header.Id)).ToList();
        var unknown = extras.Where(asset => context.Source.Find(asset.Document.Header.Id) is null).Select(asset => asset.Document.Header.ToString()).ToList();
        if (isCovered is not null)
            unknown.AddRange(extras.Where(asset => !isCovered(asset.Document.Header.Id)).Select(asset => asset.Document.Header.ToString()).Except(unknown, StringComparer.Ordinal));
        if (missing.Count > 0 || unknown.Count > 0)
            throw new BundleContentException(name, missing, unknown);
        if (isCovered is not null && assets.FirstOrDefault(asset => asset.Sha256 is { } planned && bundled.TryGetValue(asset.Source.Id, out var sent) && sent.Content.Sha256 != planned) is { } moved)
        {
            context.Source.Reader.Forget(documents[assets.TakeWhile(asset => asset != moved).Count()]);
            throw new SourceChangedException(moved.Source, moved.Sha256!, bundled[moved.Source.Id].Content.Sha256);
        }

        var expected = assets.Select((asset, i) => (asset, document: documents[i])).Where(item => bundled.ContainsKey(item.asset.Source.Id))
            .Select(item => new ExpectedAsset(item.asset, item.document, bundled[item.asset.Source.Id].Content, IsDependency: false)).ToList();
        expected.AddRange(isCovered is null
            ? await PlanDependenciesAsync(extras, cancellationToken).ConfigureAwait(false)
            : extras.Select(extra => new ExpectedAsset(new PlannedAsset(extra.Document.Header, CopyAction.Skipped), extra.Document, extra.Content, IsDependency: true) { IsUnwanted = true }));
        return (expected, leftOut);
    }

    /// <summary>What the source added on its own will be imported too, so that it needs a plan like the rest.</summary>
    private async Task<IReadOnlyList<ExpectedAsset>> PlanDependenciesAsync(IReadOnlyList<BundledAsset> extras, CancellationToken cancellationToken)
    {
        if (extras.Count == 0)
            return [];
        var plans = await new TransferPlanner(context.Source, context.Target, context.Options)
            .PlanAsync([.. extras.Select(asset => context.Source.Find(asset.Document.Header.Id)!)], progress: null, cancellationToken).ConfigureAwait(false);
        if (plans.FirstOrDefault(plan => plan.Error is not null)?.Error is { } error)
            throw error;
        var documents = await context.ReadSourceAsync(plans, cancellationToken).ConfigureAwait(false);
        return [.. plans.Select((plan, i) =>
        {
            // The import makes a second one even of what the target has already: the earlier one gives way.
            var travels = plan.Equal is null ? plan : plan with { Action = CopyAction.Updated, Different = [plan.Equal, .. plan.Different] };
            return new ExpectedAsset(travels with { Warnings = ["It was not selected; the export added it because a selected asset needs it."] }, documents[i], extras[i].Content, IsDependency: true);
        })];
    }

    private static Stream OpenSpool(ISpoolFile spool)
    {
        try
        {
            return spool.OpenRead();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException(spool.Path, 0, isDiskFull: false, e);
        }
    }
}
