using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Assets;
using MlopsCmdlets.Sandbox.Identity;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary>
/// Imports a bundle: every asset gets a new id, references within the bundle follow, and those to anything else stay. Never overwrites: a clash of names makes a second asset. All or nothing.
/// </summary>
internal sealed class BundleImporter(World world, Container container, User importer, bool remapReferences)
{
    /// <summary>Metadata that the target sets itself.</summary>
    private static readonly ImmutableHashSet<string> OwnMetadata = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        [
            "rov", "usage", "name", "description", "tags", "asset_type", "origin_country", "rating", "total_ratings", "catalog_id", "space_id", "project_id", "sandbox_id", "created",
            "created_at", "owner_id", "size", "version", "asset_state", "asset_attributes", "asset_id", "asset_category", "source_asset", "trashed_at", "revision_id", "commit_info",
        ]);

    private readonly IdMap _ids = new();

    /// <exception cref="BundleException">The bundle cannot be imported; nothing was.</exception>
    public async Task ImportAsync(Content archive, string? encryptionKey, CancellationToken cancellationToken)
    {
        await container.Importing.WaitAsync(cancellationToken);
        try
        {
            await ReadAsync(archive, encryptionKey, cancellationToken);
        }
        finally
        {
            container.Importing.Release();
        }
    }

    private async Task ReadAsync(Content archive, string? encryptionKey, CancellationToken cancellationToken)
    {
        await using var reader = await BundleReader.OpenAsync(archive, world.Settings.MaxImportBytes, cancellationToken);
        MapContainer(await reader.ReadContainerAsync(cancellationToken));

        List<(string Id, JsonObject Document)> documents = [];
        foreach (var (file, document) in await reader.ReadAssetsAsync(cancellationToken))
        {
            var type = document.Text("metadata", "asset_type") ?? throw Bad(file, "metadata.asset_type is missing");
            if (document.Text("metadata", "name") is not { Length: > 0 }) throw Bad(file, "metadata.name is missing");
            if (!Bundle.Travels(world.Release, container, type)) continue;
            var id = document.Text("metadata", "asset_id") ?? IdFromName(file, type);
            if (_ids.Contains(id)) throw Bad(file, $"the asset id '{id}' occurs twice");
            _ids.Add(id, Ids.New());
            documents.Add((id, document));
        }

        var cipher = encryptionKey is null ? null : new SecretCipher(encryptionKey);
        List<StoredFile> files = [];
        List<Asset> assets = [];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, document) in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var attachments = ImmutableArray.CreateBuilder<Attachment>();
            foreach (var item in document.Array("attachments") ?? []) attachments.Add(await ReadAttachmentAsync(reader, id, item, files, taken, cancellationToken));
            assets.Add(ReadAsset(id, document, cipher) with { Attachments = attachments.ToImmutable() });
        }

        cancellationToken.ThrowIfCancellationRequested();
        foreach (var file in files) container.Files.Put(file);
        foreach (var asset in assets) world.Assets.Add(asset);
    }

    private static BundleException Bad(string file, string reason) => new("invalid_archive", $"'{Bundle.MetadataFolder}{file}' is not valid: {reason}.");

    private static string IdFromName(string file, string type) =>
        file.StartsWith(type + ".", StringComparison.Ordinal) ? file[(type.Length + 1)..^".json".Length] : file[..^".json".Length];

    private void MapContainer(JsonObject document)
    {
        foreach (var old in new[] { document.Text("metadata", "guid"), document.Text("metadata", "id") }.OfType<string>()) _ids.Add(old, container.Id);
        if (document.Text("entity", "catalog", "guid") is { } catalog) _ids.Add(catalog, container.CatalogId);
    }

    private async Task<Attachment> ReadAttachmentAsync(BundleReader reader, string assetId, JsonNode? item, List<StoredFile> files, HashSet<string> taken, CancellationToken cancellationToken)
    {
        var connection = item.Text("connection_id");
        var attachment = new Attachment
        {
            AssetType = item.Text("asset_type") ?? "data_asset",
            Name = item.Text("name") is { } name ? _ids.Replace(name) : "",
            Description = item.Text("description") is { } description ? _ids.Replace(description) : null,
            Mime = item.Text("mime"),
            ConnectionId = connection is null || !remapReferences ? connection : _ids.Replace(connection),
            ConnectionPath = item.Text("connection_path"),
            UserData = item.Object("user_data") is { } data ? _ids.ReplaceIn(data) : [],
            CreatedAt = world.Now,
            CreatorId = importer.Uid,
        };
        var key = item.Text("object_key") ?? item.Text("handle", "key");
        if (attachment.IsRemote || item.Flag("is_remote") == true) return attachment with { ConnectionPath = attachment.ConnectionPath ?? "", TransferComplete = true };
        if (key is null) throw new BundleException("invalid_archive", $"An attachment of the asset '{assetId}' has neither bytes nor a connection.");

        var content = await reader.SaveBytesAsync(world.Contents, key, cancellationToken);
        if (content is null && item.Flag("transfer_complete") != false)
            throw new BundleException("invalid_archive", $"The bytes '{Bundle.BytesFolder}{key}' of the asset '{assetId}' are missing.");
        if (content is not null && item.Whole("size") is { } size && size > 0 && size != content.Size)
            throw new BundleException("invalid_archive", $"The bytes '{Bundle.BytesFolder}{key}' of the asset '{assetId}' have {content.Size} bytes instead of {size}.");

        var newKey = FreeKey(_ids.Replace(key), taken);
        if (content is not null) files.Add(new StoredFile(newKey, content, attachment.Mime ?? "application/octet-stream", world.Now));
        return attachment with { ObjectKey = newKey, Size = content?.Size ?? 0, TransferComplete = content is not null };
    }

    /// <summary>A path that no file has, neither in the container nor in this bundle.</summary>
    private string FreeKey(string key, HashSet<string> taken)
    {
        var candidate = key;
        for (var i = 1; container.Files.TryGet(candidate, out _) || !taken.Add(candidate); i++)
        {
            var dot = key.LastIndexOf('.');
            candidate = dot > key.LastIndexOf('/') ? $"{key[..dot]}_{i}{key[dot..]}" : $"{key}_{i}";
        }

        return candidate;
    }

    private Asset ReadAsset(string id, JsonObject document, SecretCipher? cipher)
    {
        var metadata = document.Object("metadata")!;
        var type = metadata.Text("asset_type")!;
        var entity = document.Object("entity") ?? new JsonObject { [type] = new JsonObject() };
        entity = remapReferences ? _ids.ReplaceIn(entity) : entity.Copy();
        DecryptSecrets(entity, cipher);
        if (type == "notebook" && world.Release.ImportLosesNotebookEnvironment) entity.Object("notebook", "runtime")?.Remove("environment");

        var extra = new JsonObject();
        foreach (var (name, value) in metadata.Where(p => !OwnMetadata.Contains(p.Key))) extra[name] = _ids.Replace(value);
        return new Asset
        {
            Id = _ids[id],
            ContainerId = container.Id,
            Type = type,
            Name = metadata.Text("name")!,
            Description = metadata.Text("description") ?? "",
            Tags = type == "script" && world.Release.ImportLosesScriptTags ? [] : [.. metadata.Strings("tags")],
            Entity = entity,
            OriginCountry = metadata.Text("origin_country") ?? "us",
            Category = metadata.Text("asset_category") ?? "USER",
            RovMode = (int)(metadata.Whole("rov", "mode") ?? 0),
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
            OwnerId = importer.Uid,
            UpdaterId = importer.Uid,
            ExtraMetadata = extra,
        };
    }

    private static void DecryptSecrets(JsonObject entity, SecretCipher? cipher)
    {
        if (entity.Object("connection", "properties") is not { } properties) return;
        foreach (var (name, value) in properties.ToArray())
        {
            if (!AssetDocument.IsSecret(name) || value.Text() is not { } text || !SecretCipher.IsEncrypted(text)) continue;
            if (cipher is null) throw new BundleException("decryption_failed", "The archive holds encrypted values; give the encryption key.");
            properties[name] = cipher.Decrypt(text);
        }
    }
}
