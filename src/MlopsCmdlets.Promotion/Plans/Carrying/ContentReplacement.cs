using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>Replaces the content of an asset: the new bytes are attached and then the old ones removed, so that there is no moment without any.</summary>
internal sealed class ContentReplacement(PlanLook look, IAssetTarget writer, ISpoolStore spools)
{
    internal async Task RunAsync(AssetDocument here, AssetDocument there, string? wanted, CancellationToken cancellationToken)
    {
        // An interrupted run may have attached the new bytes already, or have left an attachment without any.
        var attached = there.Attachments.Where(one => !one.IsRemote).ToList();
        AssetAttachment? kept = null;
        foreach (var attachment in wanted is null ? [] : attached.Where(one => !one.IsIncomplete))
        {
            var content = await look.There.Reader.HashAsync(there with { Attachments = [attachment] }, useCache: false, cancellationToken).ConfigureAwait(false);
            if (content.Sha256 == wanted)
                kept ??= attachment;
        }
        if (kept is null && wanted is not null)
            await SendAsync(here, there.Header, wanted, cancellationToken).ConfigureAwait(false);
        foreach (var attachment in attached.Where(one => one != kept))
            await writer.RemoveContentAsync(there.Header, attachment, cancellationToken).ConfigureAwait(false);
    }

    private async Task SendAsync(AssetDocument here, AssetHeader there, string wanted, CancellationToken cancellationToken)
    {
        var attachment = here.Attachments.First(one => !one.IsRemote && !one.IsIncomplete);
        using var spool = spools.Create();
        ContentHash received;
        using (var from = await look.Mapped.OpenAttachmentAsync(here.Header, attachment, cancellationToken).ConfigureAwait(false))
        {
            using (var to = spool.OpenWrite())
                await from.CopyToAsync(to, 256 * 1024, cancellationToken).ConfigureAwait(false);
        }
        using (var written = spool.OpenRead())
            received = await AssetContentReader.HashAsync(written, cancellationToken).ConfigureAwait(false);
        if (received.Sha256 != wanted)
            throw new SourceChangedException(here.Header, wanted, received.Sha256);
        await writer.AddContentAsync(
            there, new NewContent(attachment.Name ?? here.Header.Name, attachment.MimeType ?? "application/octet-stream", spool.OpenRead, received.Bytes), cancellationToken).ConfigureAwait(false);
    }
}
