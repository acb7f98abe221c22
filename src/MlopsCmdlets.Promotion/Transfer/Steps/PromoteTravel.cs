namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Copies assets on the server, from a project to a space of the same cluster. The reply names the copy, so that nothing must be guessed.</summary>
internal sealed class PromoteTravel(TravelContext context)
{
    internal async Task<TransferResult> RunAsync(IReadOnlyList<PlannedAsset> assets, CancellationToken cancellationToken)
    {
        var done = 0;
        context.Progress?.Report(new TransferProgress(TransferStage.Promoting, 0, assets.Count));
        var expected = await ParallelWork.SelectAsync(assets, context.Options.ParallelReads, async (asset, token) =>
        {
            var document = await context.Source.ReadAsync(asset.Source.Id, token).ConfigureAwait(false);
            var content = await context.Source.Reader.HashAsync(document, useCache: true, token).ConfigureAwait(false);
            return new ExpectedAsset(asset, document, content, IsDependency: false);
        }, cancellationToken).ConfigureAwait(false);

        // One after the other: what was lost can then be told from what has not been sent yet.
        var arrivals = new Dictionary<string, Arrival>(StringComparer.Ordinal);
        var failed = new Dictionary<string, Exception>(StringComparer.Ordinal);
        foreach (var asset in expected)
        {
            try
            {
                arrivals[asset.Header.Id] = await PromoteAsync(asset, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failed[asset.Header.Id] = e;
            }
            context.Progress?.Report(new TransferProgress(TransferStage.Promoting, ++done, assets.Count, asset.Header.Name));
        }

        var verified = await context.VerifyAsync([.. expected.Where(asset => !failed.ContainsKey(asset.Header.Id))], arrivals, cancellationToken).ConfigureAwait(false);
        return new TransferResult([.. verified, .. expected.Where(asset => failed.ContainsKey(asset.Header.Id)).Select(asset =>
            new CopiedAsset(asset.Header, context.SourceContainer.Identity, context.TargetContainer.Identity, CopyAction.Failed) { Error = failed[asset.Header.Id] })]);
    }

    private async Task<Arrival> PromoteAsync(ExpectedAsset asset, CancellationToken cancellationToken)
    {
        var target = context.TargetContainer;
        try
        {
            var id = await context.SourceContainer.PromoteAsync(asset.Header, target.Identity, cancellationToken).ConfigureAwait(false);
            return new Arrival((await target.ReadAsync(id, cancellationToken).ConfigureAwait(false)).Header, Error: null);
        }
        catch (ReplyLostException e)
        {
            var arrivals = await new Arrivals(target, context.Source, context.Target, context.Options, context.Time)
                .FindAsync([asset], context.Target.Listing, cancellationToken).ConfigureAwait(false);
            var arrival = arrivals[asset.Header.Id];
            return arrival.Target is not null ? arrival : throw new OutcomeUnknownException(target.Identity, $"promotion of '{asset.Header.Name}'", [], e);
        }
    }
}
