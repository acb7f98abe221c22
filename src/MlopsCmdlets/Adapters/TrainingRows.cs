using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Adapters;

/// <summary>The first rows of a model's training data, where that is a CSV file in the same space.</summary>
internal sealed class TrainingRows : ISmokeRowSource
{
    private const int Rows = 5;

    /// <summary>More than five rows of any sensible table.</summary>
    private const int MostBytes = 1024 * 1024;

    private static readonly Regex AssetPath = new("^/v2/assets/([^/?]+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public async Task<SmokeRows?> FindAsync(PromotionSide side, string modelId, CancellationToken cancellationToken)
    {
        AssetDocument model = await side.Assets.ReadAsync(modelId, cancellationToken).ConfigureAwait(false);
        JsonElement entity = Member(model.Entity, model.Header.Type) is { ValueKind: JsonValueKind.Object } own ? own : model.Entity;
        if (DataId(entity) is not { } id)
            return null;
        AssetDocument data = await side.Assets.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        AssetAttachment? file = data.Attachments.FirstOrDefault(attachment => !attachment.IsRemote);
        if (file is null)
            return null;
        using Stream content = await side.Assets.OpenAttachmentAsync(data.Header, file, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(content, data.Header.Name, Text(entity, "label_column"), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SmokeRows?> ReadAsync(Stream content, string name, string? label, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + (name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? ".tsv" : ".csv"));
        try
        {
            using (var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                await CopyAsync(content, copy, cancellationToken).ConfigureAwait(false);
            return SmokeRowReader.Read(path, $"training data '{name}'", Rows, label);
        }
        catch (ScoringFileException)
        {
            return null; // Not a table of text.
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[64 * 1024];
        int left = MostBytes;
        int count;
        while (left > 0 && (count = await from.ReadAsync(buffer, 0, Math.Min(buffer.Length, left), cancellationToken).ConfigureAwait(false)) > 0)
        {
            await to.WriteAsync(buffer, 0, count, cancellationToken).ConfigureAwait(false);
            left -= count;
        }
    }

    private static string? DataId(JsonElement entity)
    {
        JsonElement references = Member(entity, "training_data_references");
        if (references.ValueKind != JsonValueKind.Array)
            return null;
        foreach (JsonElement reference in references.EnumerateArray())
        {
            JsonElement location = Member(reference, "location");
            if (Text(location, "href") is { } href && AssetPath.Match(href) is { Success: true } match)
                return Uri.UnescapeDataString(match.Groups[1].Value);
            if ((Text(location, "id") ?? Text(location, "asset_id")) is { } id)
                return id;
        }

        return null;
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
