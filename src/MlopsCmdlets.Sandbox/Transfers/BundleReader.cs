using System.Collections.Immutable;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary>Reads an archive that may be damaged, foreign or hostile. Nothing of it is used before all of it was checked.</summary>
internal sealed class BundleReader : IAsyncDisposable
{
    private const int MaxEntries = 100_000;
    private const int MaxDocumentBytes = 16 * 1024 * 1024;
    private const int SymbolicLink = 0xA000;
    private static readonly string[] Roots = ["space.json", "project.json", "catalog.json"];
    private static readonly ImmutableHashSet<string> DeviceNames = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })]);

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    private BundleReader(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries)
    {
        _archive = archive;
        _entries = entries;
    }

    /// <exception cref="BundleException">The archive is not one that can be read safely.</exception>
    public static async Task<BundleReader> OpenAsync(Content file, long maxBytes, CancellationToken cancellationToken)
    {
        var stream = file.OpenRead();
        ZipArchive? archive = null;
        try
        {
            archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, cancellationToken);
            return new(archive, Check(archive, maxBytes));
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw new BundleException("invalid_archive", $"The file is not a complete zip archive: {error.Message}", error);
        }
        finally
        {
            if (archive is null) await stream.DisposeAsync();
        }
    }

    /// <summary>The document of the container that was exported.</summary>
    public async Task<JsonObject> ReadContainerAsync(CancellationToken cancellationToken)
    {
        var root = Roots.FirstOrDefault(_entries.ContainsKey)
            ?? throw new BundleException("invalid_archive", "The archive is not an export: it has neither space.json nor project.json.");
        return await ReadDocumentAsync(root, cancellationToken);
    }

    /// <summary>The documents of the assets, by the name of their file.</summary>
    public async Task<IReadOnlyList<(string Name, JsonObject Document)>> ReadAssetsAsync(CancellationToken cancellationToken)
    {
        List<(string, JsonObject)> assets = [];
        foreach (var name in _entries.Keys.Where(n => n.StartsWith(Bundle.MetadataFolder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var file = name[Bundle.MetadataFolder.Length..];
            if (file.StartsWith('.') || !file.EndsWith(".json", StringComparison.Ordinal)) continue;
            assets.Add((file, await ReadDocumentAsync(name, cancellationToken)));
        }

        return assets.Count > 0 ? assets : throw new BundleException("invalid_archive", $"The archive holds no assets: there is nothing in {Bundle.MetadataFolder}.");
    }

    /// <summary>The bytes under an object key, or null when the archive has none.</summary>
    public async Task<Content?> SaveBytesAsync(ContentStore store, string objectKey, CancellationToken cancellationToken)
    {
        if (!_entries.TryGetValue(Bundle.BytesFolder + objectKey, out var entry)) return null;
        try
        {
            await using var stream = await entry.OpenAsync(cancellationToken);
            await using var checking = new ChecksumStream(stream);
            var content = await store.SaveAsync(checking, cancellationToken, limit: entry.Length);
            if (content.Size == entry.Length && checking.Checksum == entry.Crc32) return content;
            store.Delete(content);
            throw new BundleException("invalid_archive", $"'{entry.FullName}' is damaged: its length or checksum is wrong.");
        }
        catch (InvalidDataException error)
        {
            throw new BundleException("invalid_archive", $"'{entry.FullName}' is damaged: {error.Message}", error);
        }
    }

    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    private static Dictionary<string, ZipArchiveEntry> Check(ZipArchive archive, long maxBytes)
    {
        if (archive.Entries.Count > MaxEntries) throw Hostile($"it has more than {MaxEntries} entries");
        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long total = 0;
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName;
            if (!IsSafe(name.TrimEnd('/'))) throw Hostile($"the name '{Printable(name)}' is not allowed");
            if (((entry.ExternalAttributes >> 16) & 0xF000) == SymbolicLink) throw Hostile($"'{name}' is a link");
            if (entry.IsEncrypted) throw Hostile($"'{name}' is encrypted");
            if (name.EndsWith('/')) continue;
            if (!names.Add(name)) throw Hostile($"'{name}' occurs twice");
            total += entry.Length;
            if (total > maxBytes) throw Hostile($"it unpacks to more than {maxBytes} bytes");
            entries.Add(name, entry);
        }

        return entries;
    }

    private static BundleException Hostile(string reason) => new("invalid_archive", $"The archive is refused: {reason}.");

    private static bool IsSafe(string name)
    {
        if (name.Length is 0 or > 1024 || name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Any(char.IsControl)) return false;
        return name.Split('/').All(part =>
            part.Length > 0 && part is not ("." or "..") && !DeviceNames.Contains(part.Split('.')[0].TrimEnd()) && !part.Contains(':', StringComparison.Ordinal));
    }

    private static string Printable(string name) => new([.. name.Take(100).Select(c => char.IsControl(c) ? '?' : c)]);

    private async Task<JsonObject> ReadDocumentAsync(string name, CancellationToken cancellationToken)
    {
        var entry = _entries[name];
        if (entry.Length > MaxDocumentBytes) throw Hostile($"'{name}' is larger than {MaxDocumentBytes} bytes");
        try
        {
            await using var stream = await entry.OpenAsync(cancellationToken);
            var bytes = new byte[entry.Length];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            if (length != bytes.Length || Crc32.HashToUInt32(bytes) != entry.Crc32) throw new BundleException("invalid_archive", $"'{name}' is damaged: its length or checksum is wrong.");
            return JsonExtensions.ParseStrict(bytes) as JsonObject ?? throw new BundleException("invalid_archive", $"'{name}' is not a JSON object.");
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new BundleException("invalid_archive", $"'{name}' cannot be read: {error.Message}", error);
        }
    }
}
