using System.Globalization;
using System.Text.Json;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// Reads the asset documents of CPD, which look the same in replies and in bundles: <c>{"metadata":{…},"entity":{…},"attachments":[…]}</c>.
/// Fields that are missing or of another type count as absent.
/// </summary>
public static class AssetDocumentJson
{
    /// <summary>Reads a whole document.</summary>
    public static AssetDocument Parse(JsonElement document)
    {
        var attachments = Member(document, "attachments");
        return new AssetDocument(
            ParseHeader(Member(document, "metadata")),
            Member(document, "entity") is { ValueKind: not JsonValueKind.Undefined } entity ? entity.Clone() : default,
            attachments.ValueKind == JsonValueKind.Array ? [.. attachments.EnumerateArray().Select(ParseAttachment)] : []);
    }

    /// <summary>Reads the <c>metadata</c> object.</summary>
    public static AssetHeader ParseHeader(JsonElement metadata) =>
        new(Text(metadata, "asset_id") ?? Text(metadata, "id") ?? Text(metadata, "guid") ?? "", Text(metadata, "name") ?? "", Text(metadata, "asset_type") ?? "")
        {
            Description = Text(metadata, "description"),
            Tags = Member(metadata, "tags") is { ValueKind: JsonValueKind.Array } tags
                ? [.. tags.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!)]
                : [],
            Size = Number(metadata, "size"),
            Version = Member(metadata, "version") is { ValueKind: JsonValueKind.Number or JsonValueKind.String } version ? version.ToString() : null,
            CreatorId = Text(metadata, "owner_id") ?? Text(metadata, "creator_id") ?? Text(metadata, "owner"),
            CreatedAt = Time(metadata, "created_at"),
            UpdatedAt = Time(Member(metadata, "usage"), "last_updated_at") ?? Time(metadata, "last_updated_at") ?? Time(metadata, "updated_at") ?? Time(metadata, "modified_at"),
        };

    /// <summary>Id of the container that a document says it lives in.</summary>
    internal static string? ContainerId(JsonElement document) =>
        Text(Member(document, "metadata"), "space_id") ?? Text(Member(document, "metadata"), "project_id");

    private static AssetAttachment ParseAttachment(JsonElement item)
    {
        var connection = Text(item, "connection_id");
        return new AssetAttachment(Text(item, "id") ?? Text(item, "attachment_id") ?? "")
        {
            Name = Text(item, "name"),
            MimeType = Text(item, "mime"),
            Size = Number(item, "size"),
            IsRemote = connection is not null || Text(item, "attachment_type") == "remote" || Member(item, "is_remote").ValueKind == JsonValueKind.True,
            IsIncomplete = Member(item, "transfer_complete").ValueKind == JsonValueKind.False,
            ConnectionId = connection,
            ConnectionPath = Text(item, "connection_path"),
            ObjectKey = Text(item, "object_key") ?? Text(Member(item, "handle"), "key"),
        };
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static long? Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) ? (long)number : null;

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        DateTimeOffset.TryParse(Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
