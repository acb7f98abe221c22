namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Reads a copy back, compares it with what was sent, and finishes it: repair, then the mark on earlier versions.</summary>
internal sealed class ReadBack(TransferSide source, TransferSide target, IAssetTarget writer, ReferenceMap references, bool mayRemove)
{
    private readonly MetadataRepair _repair = new(source, writer, references);

    /// <summary>Verifies a copy. Failures of this one asset become part of the outcome.</summary>
    internal async Task<CopiedAsset> RunAsync(ExpectedAsset expected, AssetHeader copy, CancellationToken cancellationToken)
    {
        var outcome = new CopiedAsset(expected.Header, source.Container.Identity, writer.Identity, expected.Plan.Action)
        {
            Target = copy,
            Sha256 = expected.Content.Sha256,
            Bytes = expected.Content.Bytes,
            IsDependency = expected.IsDependency,
            MetadataSha256 = CanonicalMetadata.Create(expected.Document, source.Names).ComputeSha256(),
        };
        try
        {
            var there = await writer.ReadAsync(copy.Id, cancellationToken).ConfigureAwait(false);
            var arrived = await target.Reader.HashAsync(there, useCache: false, cancellationToken).ConfigureAwait(false);
            if (arrived != expected.Content)
            {
                // Once more: a reply may have been cut off or stale.
                there = await writer.ReadAsync(copy.Id, cancellationToken).ConfigureAwait(false);
                arrived = await target.Reader.HashAsync(there, useCache: false, cancellationToken).ConfigureAwait(false);
            }
            if (arrived != expected.Content)
            {
                // Whichever of the two was damaged on the way.
                source.Reader.Forget(expected.Document);
                target.Reader.Forget(there);
                return await RefuseAsync(outcome, expected, copy, arrived, cancellationToken).ConfigureAwait(false);
            }


            var (patched, warnings) = await _repair.RunAsync(expected.Document, there, cancellationToken).ConfigureAwait(false);
            outcome = outcome with { Patched = patched, Warnings = [.. expected.Plan.Warnings, .. warnings] };
            return await SupersedeAsync(outcome, expected.Plan.Different, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return outcome with { Action = CopyAction.Failed, Error = e };
        }
    }

    /// <summary>Finishes an asset whose content the target already has.</summary>
    internal async Task<CopiedAsset> FinishAsync(PlannedAsset plan, bool mayChange, CancellationToken cancellationToken)
    {
        var outcome = new CopiedAsset(plan.Source, source.Container.Identity, writer.Identity, plan.Action)
        {
            Target = plan.Equal,
            Sha256 = plan.Sha256,
            MetadataSha256 = plan.MetadataSha256,
            Bytes = plan.Bytes ?? 0,
            Warnings = plan.Warnings,
            Error = plan.Error,
        };
        try
        {
            if (plan.Action == CopyAction.Repaired)
            {
                var here = await source.ReadAsync(plan.Source.Id, cancellationToken).ConfigureAwait(false);
                var there = await target.ReadAsync(plan.Equal!.Id, cancellationToken).ConfigureAwait(false);
                var (patched, warnings) = await _repair.RunAsync(here, there, cancellationToken).ConfigureAwait(false);
                outcome = outcome with { Action = patched.Count > 0 ? CopyAction.Repaired : CopyAction.Unchanged, Patched = patched, Warnings = [.. plan.Warnings, .. warnings] };
            }
            return mayChange && plan.Equal is not null ? await SupersedeAsync(outcome, plan.Different, cancellationToken).ConfigureAwait(false) : outcome;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return outcome with { Action = CopyAction.Failed, Error = e };
        }
    }

    private async Task<CopiedAsset> SupersedeAsync(CopiedAsset outcome, IReadOnlyList<AssetHeader> earlier, CancellationToken cancellationToken)
    {
        var superseded = new List<AssetHeader>();
        var warnings = new List<string>(outcome.Warnings);
        foreach (var listed in earlier)
        {
            // The listing may be older than the tags.
            try
            {
                var asset = (await writer.ReadAsync(listed.Id, cancellationToken).ConfigureAwait(false)).Header;
                if (!asset.IsSuperseded)
                    await writer.EditAsync(asset, [AssetEdit.Tags(TagList.Superseded(asset))], cancellationToken).ConfigureAwait(false);
                superseded.Add(asset);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                warnings.Add($"The earlier version {listed.Id} could not be tagged as superseded: {e.Message} Its name is ambiguous until it is.");
            }
        }
        return outcome with { Superseded = superseded, Warnings = warnings };
    }

    private async Task<CopiedAsset> RefuseAsync(CopiedAsset outcome, ExpectedAsset expected, AssetHeader copy, ContentHash arrived, CancellationToken cancellationToken)
    {
        var removed = false;
        // To the trash, and only what this user made a moment ago: something else may have been added under the same name.
        if (mayRemove && writer.UserId is { } user && copy.CreatorId == user)
        {
            try
            {
                await writer.DeleteAsync(copy, cancellationToken).ConfigureAwait(false);
                removed = true;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The error below says that it is still there.
            }
        }
        return outcome with
        {
            Action = CopyAction.Failed,
            Error = new VerificationException(expected.Header, copy, expected.Content.Sha256, arrived.Sha256, removed),
        };
    }
}
