using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Reads a bundle from end to end, checks every byte of it, and lists its assets with the hashes of their content.</summary>
public static class BundleInspector
{
    private const string MetadataFolder = "assets/.METADATA/", AssetsFolder = "assets/";
    private static readonly Regex Encrypted = new("^[A-Za-z0-9+/_-]+={0,2}:[A-Za-z0-9+/_-]+={0,2}$", RegexOptions.CultureInvariant);

    /// <summary>Inspects a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="progress">Told the bytes inflated so far, of all that the bundle states; may be null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="BundleException">One of its kinds says why the bundle is refused.</exception>
    public static async Task<BundleContents> InspectAsync(BundleReader bundle, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var documents = new List<(string Entry, AssetDocument Document, string? ContainerId)>();
        var contents = new Dictionary<string, ContentHash>(StringComparer.Ordinal);
        var total = bundle.Entries.Sum(entry => entry.Size);
        long done = 0;
        foreach (var entry in bundle.Entries.Where(entry => !entry.IsDirectory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var stream = bundle.OpenEntry(entry);
            if (entry.Name.StartsWith(MetadataFolder, StringComparison.Ordinal))
            {
                var (document, container) = await ReadDocumentAsync(bundle, entry, stream, cancellationToken).ConfigureAwait(false);
                documents.Add((entry.Name, document, container));
                done += entry.Size;
                continue;
            }
            // Everything is read, assets or not: a damaged entry would fail the import later and less clearly.
            contents[entry.Name] = await AssetContentReader.HashAsync(stream, cancellationToken, count =>
            {
                done += count;
                progress?.Report(new TransferProgress(TransferStage.Checking, done, total));
            }).ConfigureAwait(false);
        }

        if (documents.Count == 0)
            throw new ForeignBundleException(bundle.Name, "it holds no asset of Cloud Pak for Data");
        var assets = documents.ConvertAll(item => new BundledAsset(item.Document, Content(bundle, item.Entry, item.Document, contents)));
        var twice = assets.GroupBy(asset => asset.Document.Header.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        if (twice is not null)
            throw new CorruptBundleException(bundle.Name, $"the asset {twice.Key} is in it twice");
        return new BundleContents(
            [.. assets.OrderBy(asset => asset.Document.Header.Type, StringComparer.Ordinal).ThenBy(asset => asset.Document.Header.Name, StringComparer.Ordinal)],
            assets.Exists(asset => HasClearTextSecret(asset.Document)))
        {
            ContainerId = documents.Select(item => item.ContainerId).FirstOrDefault(id => id is not null),
        };
    }

    /// <summary>True when a secret in the document can be read.</summary>
    internal static bool HasClearTextSecret(AssetDocument document) => HasClearTextSecret(document.Entity, isSecret: false);

    private static async Task<(AssetDocument Document, string? ContainerId)> ReadDocumentAsync(BundleReader bundle, ZipEntryInfo entry, Stream stream, CancellationToken cancellationToken)
    {
        // assets/.METADATA/<type>.<id>.json
        var file = entry.Name.Substring(MetadataFolder.Length);
        var dot = file.IndexOf('.');
        if (dot <= 0 || file.Contains('/') || !file.EndsWith(".json", StringComparison.Ordinal) || file.Length <= dot + 1 + ".json".Length)
            throw new ForeignBundleException(bundle.Name, $"'{entry.Name}' is not named <type>.<id>.json");
        var (type, id) = (file.Substring(0, dot), file.Substring(dot + 1, file.Length - dot - 1 - ".json".Length));

        AssetDocument document;
        string? container;
        try
        {
            using var json = await JsonDocument.ParseAsync(await ReadLimitedAsync(bundle, stream, entry, cancellationToken).ConfigureAwait(false), default, cancellationToken).ConfigureAwait(false);
            document = AssetDocumentJson.Parse(json.RootElement);
            container = AssetDocumentJson.ContainerId(json.RootElement);
        }
        catch (JsonException e)
        {
            throw new CorruptBundleException(bundle.Name, "a metadata document is not valid JSON", entry.Name, e);
        }

        var header = document.Header;
        if (header.Name.Length == 0)
            throw new ForeignBundleException(bundle.Name, $"'{entry.Name}' is not the metadata of an asset");
        if ((header.Id.Length > 0 && header.Id != id) || (header.Type.Length > 0 && header.Type != type))
            throw new CorruptBundleException(bundle.Name, $"a metadata document describes another asset, {header.Type} {header.Id}", entry.Name);
        return (document with { Header = header with { Id = id, Type = type } }, container);
    }

    private static async Task<MemoryStream> ReadLimitedAsync(BundleReader bundle, Stream stream, ZipEntryInfo entry, CancellationToken cancellationToken)
    {
        var limit = bundle.MaxDocumentBytes;
        var result = new MemoryStream((int)Math.Min(entry.Size, 64 * 1024));
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (result.Length + count > limit)
                    throw new BundleLimitException(bundle.Name, $"the size of the metadata document '{entry.Name}' in bytes", limit, result.Length + count);
                result.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        result.Position = 0;
        return result;
    }

    private static ContentHash Content(BundleReader bundle, string entryName, AssetDocument document, Dictionary<string, ContentHash> contents)
    {
        var parts = new List<ContentHash>();
        foreach (var attachment in document.Attachments.Where(attachment => !attachment.IsRemote && !attachment.IsIncomplete))
        {
            if (attachment.ObjectKey is { } key && contents.TryGetValue(AssetsFolder + key.TrimStart('/'), out var hash))
                parts.Add(hash);
            else if (attachment.Size is not 0)
                throw new CorruptBundleException(bundle.Name, $"the content '{attachment.ObjectKey ?? attachment.Name}' of {document.Header} is missing", entryName);
            else
                parts.Add(EmptyContent);
        }
        if (document.Attachments.Count == 0)
        {
            // Some types list no attachments in their metadata; their bytes lie in a folder named after the asset.
            var folder = $"/{document.Header.Id}/";
            parts.AddRange(contents.Where(item => item.Key.StartsWith(AssetsFolder, StringComparison.Ordinal) && item.Key.Contains(folder)).Select(item => item.Value));
        }
        return ContentHash.Combine(parts);
    }

    private static ContentHash EmptyContent { get; } = new(Sha256.OfText(""), 0);

    private static bool HasClearTextSecret(JsonElement element, bool isSecret) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(property => HasClearTextSecret(property.Value, CanonicalMetadata.IsSecret(property.Name))),
        JsonValueKind.Array => element.EnumerateArray().Any(item => HasClearTextSecret(item, isSecret)),
        JsonValueKind.String => isSecret && element.GetString() is { Length: > 0 } text && !Encrypted.IsMatch(text),
        _ => false,
    };
}
