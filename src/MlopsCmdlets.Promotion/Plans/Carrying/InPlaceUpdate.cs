using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>Makes an asset of the destination like the one of the source, under its own id, so that what refers to it stays valid.</summary>
internal sealed class InPlaceUpdate(PlanLook look, IAssetTarget writer, ReferenceMap references, ISpoolStore spools)
{
    internal async Task<CopiedAsset> RunAsync(PlannedChange change, CancellationToken cancellationToken)
    {
        var header = look.Here.Find(change.SourceId!)!;
        var outcome = new CopiedAsset(header, look.Mapped.Identity, writer.Identity, CopyAction.Updated)
        {
            Sha256 = change.SourceSha256,
            MetadataSha256 = change.SourceMetadataSha256,
            Bytes = change.Bytes ?? 0,
        };
        try
        {
            var here = await look.Here.ReadAsync(header.Id, cancellationToken).ConfigureAwait(false);
            var there = await writer.ReadAsync(change.DestinationId!, cancellationToken).ConfigureAwait(false);
            outcome = outcome with { Target = there.Header };
            var patched = new List<string>();

            var present = await look.There.Reader.HashAsync(there, useCache: false, cancellationToken).ConfigureAwait(false);
            if (present.Sha256 != change.SourceSha256 || there.Attachments.Any(one => one.IsIncomplete))
            {
                await new ContentReplacement(look, writer, spools).RunAsync(here, there, change.SourceSha256, cancellationToken).ConfigureAwait(false);
                patched.Add("content");
            }

            var resolved = await references.ResolveAsync(CanonicalMetadata.Create(here, IdSubstitution.None), cancellationToken).ConfigureAwait(false);
            var ids = new IdSubstitution(id => resolved.TryGetValue(id, out var other) ? other : null, IdSubstitution.ScopeOf(writer.Identity.Kind));
            foreach (var edit in InPlaceEdits.Between(here, there, ids))
            {
                await writer.EditAsync(there.Header, [edit], cancellationToken).ConfigureAwait(false);
                patched.Add(edit.Pointer);
            }
            return outcome with { Patched = patched };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not Locking.LockLostException)
        {
            return outcome with { Action = CopyAction.Failed, Error = e };
        }
    }
}
