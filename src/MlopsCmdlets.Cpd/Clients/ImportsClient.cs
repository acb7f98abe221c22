using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>
/// Imports of an exported zip (<c>/v2/asset_imports</c>). New ids are given, nothing is overwritten, and the server does not tell what it imported: compare
/// the assets before and after.
/// </summary>
public sealed class ImportsClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private readonly CpdContext context;

    internal ImportsClient(CpdContext context) => this.context = context;

    public async IAsyncEnumerable<CpdImport> ListAsync(CpdContainer container, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Call.Get("/v2/asset_imports", $"list the imports of the {container}").In(container).With("limit", "100");
        await foreach (var item in context.ItemsAsync(request, PageStyle.HrefToken, cancellationToken).ConfigureAwait(false))
            yield return TransferReader.Import(item, container, context.Session);
    }

    public async Task<CpdImport> GetAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        TransferReader.Import(
            await context.JsonAsync(Call.Get(Path(id), $"read the import '{id}' of the {container}").In(container), id, cancellationToken).ConfigureAwait(false),
            container,
            context.Session);

    /// <summary>Uploads a zip and starts its import. Repeated only when the server says that it did nothing (429): a second import would create everything twice.</summary>
    /// <param name="encryptionKey">The key that the export was made with, if any.</param>
    public async Task<CpdImport> StartAsync(
        CpdContainer container, CpdContent zip, CpdSecret? encryptionKey = null, CancellationToken cancellationToken = default)
    {
        // The form carries the key as well; the raw body of other clients cannot.
        var request = Call.Post("/v2/asset_imports", $"import assets into the {container}").In(container) with
        {
            Body = new ApiBody.Multipart("file", zip.FileName, zip.Open, "application/zip")
            {
                Fields = encryptionKey is null ? [] : [new("encryption_key", encryptionKey.Reveal())],
            },
        };
        var reply = await context.JsonAsync(request, container.ToString(), cancellationToken).ConfigureAwait(false);
        CpdContext.RequireId(reply, request);
        return TransferReader.Import(reply, container, context.Session);
    }

    /// <summary>Waits until the import is completed. Failed or canceled is a <see cref="CpdImportFailedException"/>.</summary>
    public async Task<CpdImport> WaitAsync(CpdContainer container, string id, CpdWaitOptions? wait = null, CancellationToken cancellationToken = default)
    {
        var operation = $"import assets into the {container}";
        var request = Call.Get(Path(id), operation).In(container);
        var document = await Waiter.UntilAsync(
            context.Time, wait, Pause, operation, container.ToString(),
            ct => context.JsonAsync(request, id, ct),
            TransferState.Of,
            cancellationToken).ConfigureAwait(false);
        var import = TransferReader.Import(document, container, context.Session);
        if (import.State == "completed") return import;
        throw new CpdImportFailedException($"The import into the {container} ended in state '{import.State}'. {import.FailureMessage}".TrimEnd())
        {
            State = import.State,
            Details = FailureReader.Details(Fill.Entity(document).Member("status", "failure")),
            Target = container.ToString(),
            RecommendedAction = "Read the server's reason, and look which assets have arrived: an import is not undone.",
        };
    }

    /// <summary>Cancels an import that is running; with <paramref name="hard"/> its entry is removed. Imported assets stay.</summary>
    public Task DeleteAsync(CpdContainer container, string id, bool hard = true, CancellationToken cancellationToken = default) =>
        context.DeleteAsync(
            Call.Delete(Path(id), $"remove an import of the {container}").In(container).With("hard_delete", hard ? "true" : null), id, cancellationToken);

    private static string Path(string id) => $"/v2/asset_imports/{Call.Segment(id)}";
}
