using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Assets;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Projects;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.Spaces;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary>Writes the archive of an export, in the layout of the product (reference §6.5).</summary>
internal sealed class BundleWriter(World world, Container container)
{
    /// <summary>Larger contents are stored as they are: they are mostly compressed already, and would take longest.</summary>
    private const long CompressUpTo = 16L << 20;

    public Task<Content?> WriteAsync(IReadOnlyList<Asset> assets, string? encryptionKey, CancellationToken cancellationToken) =>
        world.Contents.WriteAsync(async stream =>
        {
            await using var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken);
            var cipher = encryptionKey is null ? null : new SecretCipher(encryptionKey);
            await WriteAsync(archive, container.Kind == ContainerKind.Space ? "space.json" : "project.json", ContainerDocument(), cancellationToken);
            foreach (var type in world.AssetTypes.Of(container)) await WriteAsync(archive, $"assettypes/{type.Text("name")}.json", type, cancellationToken);

            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var asset in assets)
            {
                await WriteAsync(archive, $"{Bundle.MetadataFolder}{asset.Type}.{asset.Id}.json", AssetDocumentOf(asset, cipher), cancellationToken);
                foreach (var attachment in asset.Attachments)
                {
                    if (attachment.ObjectKey is not { } key || !container.Files.TryGet(key, out var file) || !written.Add(key)) continue;
                    await WriteAsync(archive, Bundle.BytesFolder + key, file.Content, cancellationToken);
                }
            }

            if (world.Release.BundleHasRelationships) await WriteAsync(archive, "assetrelationships.json", new JsonArray(), cancellationToken);
            await WriteAsync(archive, "deflate.log", Encoding.UTF8.GetBytes($"Archive created on  {world.Now.ToMilliseconds()}"), cancellationToken);
        })!;

    private JsonObject ContainerDocument()
    {
        var document = container.Kind == ContainerKind.Space ? SpaceDocument.Of(container, members: false) : ProjectDocument.Of(world, container, members: false);
        document["deployment_source"] = "icp";
        document["version"] = Bundle.Version;
        return document;
    }

    private JsonObject AssetDocumentOf(Asset asset, SecretCipher? cipher)
    {
        var entity = asset.Entity.Copy();
        if (entity.Object("connection", "properties") is { } properties)
        {
            var personal = entity.Strings("connection", "flags").Contains("personal_credentials");
            foreach (var (name, value) in properties.ToArray())
            {
                if (!AssetDocument.IsSecret(name) || value.Text() is not { } secret) continue;
                if (personal) properties.Remove(name);
                else if (cipher is not null) properties[name] = cipher.Encrypt(secret);
            }
        }

        return new JsonObject
        {
            ["metadata"] = AssetDocument.Metadata(container, asset),
            ["entity"] = entity,
            ["attachments"] = new JsonArray([.. asset.Attachments.Select(AssetDocument.Of)]),
        };
    }

    private static Task WriteAsync(ZipArchive archive, string name, JsonNode document, CancellationToken cancellationToken) =>
        WriteAsync(archive, name, Reply.Utf8(document), cancellationToken);

    private static async Task WriteAsync(ZipArchive archive, string name, byte[] bytes, CancellationToken cancellationToken)
    {
        await using var target = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await target.WriteAsync(bytes, cancellationToken);
    }

    private static async Task WriteAsync(ZipArchive archive, string name, Content content, CancellationToken cancellationToken)
    {
        var level = content.Size <= CompressUpTo ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
        await using var target = await archive.CreateEntry(name, level).OpenAsync(cancellationToken);
        await using var source = content.OpenRead();
        await source.CopyToAsync(target, 128 * 1024, cancellationToken);
    }
}
