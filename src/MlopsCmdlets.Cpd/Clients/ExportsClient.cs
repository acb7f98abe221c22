using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Reading;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Exports of assets into a zip (<c>/v2/asset_exports</c>). The caller has to be editor or admin of the container.</summary>
public sealed class ExportsClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private readonly CpdContext context;

    internal ExportsClient(CpdContext context) => this.context = context;

    public async IAsyncEnumerable<CpdExport> ListAsync(CpdContainer container, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Call.Get("/v2/asset_exports", $"list the exports of the {container}").In(container).With("limit", "100");
        await foreach (var item in context.ItemsAsync(request, PageStyle.HrefToken, cancellationToken).ConfigureAwait(false))
            yield return TransferReader.Export(item, container, context.Session);
    }

    public async Task<CpdExport> GetAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        TransferReader.Export(
            await context.JsonAsync(Call.Get(Path(id), $"read the export '{id}' of the {container}").In(container), id, cancellationToken).ConfigureAwait(false),
            container,
            context.Session);

    /// <summary>Starts an export; <see cref="WaitAsync"/> tells when it is done.</summary>
    public async Task<CpdExport> StartAsync(CpdContainer container, CpdExportRequest export, CancellationToken cancellationToken = default)
    {
        var selections = (export.AllAssets ? 1 : 0) + (export.AssetTypes is null ? 0 : 1) + (export.AssetIds is null ? 0 : 1);
        if (selections != 1 || export.AssetTypes is { Count: 0 } || export.AssetIds is { Count: 0 })
            throw new ArgumentException("Select what to export: all assets, at least one type, or at least one id.", nameof(export));
        var request = Call.Post("/v2/asset_exports", $"export assets of the {container}").In(container).Json(w =>
        {
            w.WriteString("name", export.Name);
            w.Text("description", export.Description);
            w.Object("assets", assets =>
            {
                if (export.AllAssets) assets.WriteBoolean("all_assets", true);
                assets.Texts("asset_types", export.AssetTypes);
                assets.Texts("asset_ids", export.AssetIds);
            });
            if (export.EncryptionKey is { } key) w.WriteString("encryption_key", key.Span);
        });
        var reply = await context.JsonAsync(request, container.ToString(), cancellationToken).ConfigureAwait(false);
        CpdContext.RequireId(reply, request);
        return TransferReader.Export(reply, container, context.Session);
    }

    /// <summary>Waits until the export is completed. Failed or canceled is a <see cref="CpdExportFailedException"/>.</summary>
    public async Task<CpdExport> WaitAsync(CpdContainer container, string id, CpdWaitOptions? wait = null, CancellationToken cancellationToken = default)
    {
        var operation = $"export assets of the {container}";
        var request = Call.Get(Path(id), operation).In(container);
        var document = await Waiter.UntilAsync(
            context.Time, wait, Pause, operation, container.ToString(),
            ct => context.JsonAsync(request, id, ct),
            TransferState.Of,
            cancellationToken).ConfigureAwait(false);
        var export = TransferReader.Export(document, container, context.Session);
        if (export.State == "completed") return export;
        throw new CpdExportFailedException($"The export from the {container} ended in state '{export.State}'. {export.FailureMessage}".TrimEnd())
        {
            State = export.State,
            Details = FailureReader.Details(Fill.Entity(document).Member("status", "failure")),
            Target = container.ToString(),
            RecommendedAction = "Read the server's reason; export fewer assets to find the one that it cannot export.",
        };
    }

    /// <summary>Opens the zip, from a byte offset if the server can; look at <see cref="CpdDownload.IsPartial"/>.</summary>
    public Task<CpdDownload> OpenContentAsync(CpdContainer container, string id, long offset = 0, CancellationToken cancellationToken = default)
    {
        var request = Call.Get(Path(id) + "/content", $"download the export of the {container}").In(container) with { Accept = "application/zip" };
        return context.OpenAsync(AttachmentTransfer.FromOffset(request, offset), container.ToString(), cancellationToken);
    }

    /// <summary>Cancels an export that is running; with <paramref name="hard"/> it is removed.</summary>
    public Task DeleteAsync(CpdContainer container, string id, bool hard = true, CancellationToken cancellationToken = default) =>
        context.DeleteAsync(
            Call.Delete(Path(id), $"remove an export of the {container}").In(container).With("hard_delete", hard ? "true" : null), id, cancellationToken);

    private static string Path(string id) => $"/v2/asset_exports/{Call.Segment(id)}";
}
