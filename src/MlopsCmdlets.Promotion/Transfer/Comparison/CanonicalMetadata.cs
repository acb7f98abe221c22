using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// An asset's metadata as a sorted list of JSON pointers and values, without what differs between two equal assets: dates, usage, owners,
/// the container, secrets, and empty values. Tags are not part of it, they are compared as a set.
/// </summary>
internal sealed class CanonicalMetadata
{
    private static readonly HashSet<string> VolatileNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "created", "created_at", "create_time", "updated_at", "modified_at", "modified", "last_updated_at", "last_modified", "last_updater_id", "usage", "owner",
        "owner_id", "creator", "creator_id", "created_by", "modified_by", "modifier_id", "rev", "revision_id", "commit_info", "space_id", "project_id",
        "catalog_id", "sandbox_id", "container_id", "asset_id", "resource_key", "content_import_state", "last_run_id", "last_run_initiator", "last_run_time",
        "last_run_status", "last_run_status_timestamp", "future_scheduled_runs", "transfer_complete", "upload_id", "source_asset",
    };

    private static readonly string[] SecretNames =
        ["password", "passwd", "passphrase", "secret", "api_key", "apikey", "token", "credential", "credentials", "private_key", "privatekey", "access_key", "secret_key", "account_key", "sas"];

    private readonly SortedDictionary<string, CanonicalValue> _fields = new(StringComparer.Ordinal);

    private CanonicalMetadata()
    {
    }

    internal IReadOnlyDictionary<string, CanonicalValue> Fields => _fields;

    internal static CanonicalMetadata Create(AssetDocument document, IdSubstitution ids)
    {
        var metadata = new CanonicalMetadata();
        metadata.AddText("/metadata/name", document.Header.Name, IdSubstitution.None);
        metadata.AddText("/metadata/asset_type", document.Header.Type, IdSubstitution.None);
        metadata.AddText("/metadata/description", document.Header.Description, IdSubstitution.None);
        metadata.Add("/entity", document.Entity, ids);
        foreach (var attachment in document.Attachments.Where(attachment => attachment.IsRemote))
        {
            // The ids of attachments differ, so that the path tells remote attachments apart.
            var pointer = $"/attachments/{Escape(attachment.ConnectionPath ?? attachment.Name ?? attachment.Id)}";
            metadata.AddText(pointer + "/connection_id", attachment.ConnectionId, ids);
            metadata.AddText(pointer + "/connection_path", attachment.ConnectionPath, ids);
            metadata.AddText(pointer + "/mime", attachment.MimeType, IdSubstitution.None);
        }
        return metadata;
    }

    /// <summary>Hash of all fields.</summary>
    internal string ComputeSha256()
    {
        var text = new StringBuilder();
        foreach (var field in _fields)
        {
            // With their lengths, since names and texts may hold every character: no separator could tell where they end.
            Append(text, field.Key);
            Append(text.Append(field.Value.IsText ? 's' : 'v'), field.Value.Text);
        }
        return Sha256.OfText(text.ToString());
    }

    /// <summary>Pointers whose values differ, or that only one side has.</summary>
    internal static IReadOnlyList<string> Differences(CanonicalMetadata left, CanonicalMetadata right)
    {
        var pointers = new SortedSet<string>(left._fields.Keys, StringComparer.Ordinal);
        pointers.UnionWith(right._fields.Keys);
        return [.. pointers.Where(pointer => !left._fields.TryGetValue(pointer, out var a) || !right._fields.TryGetValue(pointer, out var b) || a != b)];
    }

    internal static string Escape(string name) => name.Replace("~", "~0").Replace("/", "~1");

    private void Add(string pointer, JsonElement value, IdSubstitution ids)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    if (!VolatileNames.Contains(property.Name) && !IsSecret(property.Name))
                        Add($"{pointer}/{Escape(property.Name)}", property.Value, ids);
                }
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Add($"{pointer}/{(index++).ToString(CultureInfo.InvariantCulture)}", item, ids);
                break;
            case JsonValueKind.String:
                AddText(pointer, value.GetString(), ids);
                break;
            case JsonValueKind.Number:
                _fields[pointer] = new(Number(value), IsText: false);
                break;
            case JsonValueKind.True:
            case JsonValueKind.False:
                _fields[pointer] = new(value.ValueKind == JsonValueKind.True ? "true" : "false", IsText: false);
                break;
        }
    }

    private static void Append(StringBuilder text, string part) => text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);

    private void AddText(string pointer, string? text, IdSubstitution ids)
    {
        if (!string.IsNullOrEmpty(text))
            _fields[pointer] = new(ids.Apply(text!), IsText: true);
    }

    // 2 and 2.0 are one number; servers differ in how they write it.
    private static string Number(JsonElement value) =>
        value.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture)
        : value.TryGetDouble(out var number) && number == Math.Floor(number) && Math.Abs(number) < 1e15 ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : value.GetRawText();

    internal static bool IsSecret(string name) => SecretNames.Any(secret =>
        name.EndsWith(secret, StringComparison.OrdinalIgnoreCase) && (name.Length == secret.Length || secret.Length > 3 || name[name.Length - secret.Length - 1] == '_'));
}
