using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Adapters;

/// <summary>The bytes of models and functions, where the catalogue lists no attachments for them and only Watson Machine Learning has them.</summary>
internal static class MachineLearningContent
{
    internal const string Model = "wml_model", Function = "wml_function", Connection = "connection";
    private const string ContentId = "ml-content";

    internal static bool IsKeptApart(AssetDocument document) => document.Attachments.Count == 0 && document.Header.Type is Model or Function;

    internal static bool IsContent(AssetAttachment attachment) => attachment.Id == ContentId;

    /// <summary>One attachment that stands for the content, or none.</summary>
    internal static async Task<IReadOnlyList<AssetAttachment>> ListAsync(CpdClient client, CpdContainer container, AssetHeader asset, CancellationToken cancellationToken)
    {
        try
        {
            using var content = await OpenAsync(client, container, asset, cancellationToken).ConfigureAwait(false);
            return [new AssetAttachment(ContentId) { Name = asset.Name, MimeType = content.ContentType, Size = content.Length }];
        }
        catch (CpdApiException e) when (e.Status is 400 or 404)
        {
            return []; // Stored without content.
        }
    }

    internal static Task<CpdDownload> OpenAsync(CpdClient client, CpdContainer container, AssetHeader asset, CancellationToken cancellationToken) =>
        asset.Type == Function
            ? client.Functions.OpenCodeAsync(container, asset.Id, cancellationToken: cancellationToken)
            : client.Models.OpenContentAsync(container, asset.Id, cancellationToken: cancellationToken);
}
