using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Reading;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Revisions of models and functions, which are alike.</summary>
internal static class MachineLearningRevisions
{
    public static async Task<CpdRevision> CreateAsync(
        CpdContext context, CpdContainer container, string path, string kind, string id, string? message, CancellationToken cancellationToken)
    {
        var request = context.Wml(Call.Post(path + "/revisions", $"make a revision of the {kind} '{id}' in the {container}")).Json(w =>
        {
            w.WriteString(container.ParameterName, container.Id);
            w.Text("commit_message", message);
        });
        return AssetReader.Revision(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), container, context.Session);
    }

    public static async IAsyncEnumerable<CpdRevision> ListAsync(
        CpdContext context, CpdContainer container, string path, string kind, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = context.Wml(Call.Get(path + "/revisions", $"list the revisions of the {kind} '{id}' in the {container}").In(container).With("limit", "100"));
        await foreach (var item in context.ItemsAsync(request, PageStyle.HrefToken, cancellationToken).ConfigureAwait(false))
            yield return AssetReader.Revision(item, container, context.Session);
    }
}
