namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// Opens a bundle for reading, after its table of contents has passed: no entry with an absolute path, <c>..</c>, drive, share, data stream,
/// device name, link, case clash or overlap, and no more entries than allowed. Every entry is checked for length and checksum as it is read,
/// and what is inflated is counted against the limits. One entry is read at a time; the caller owns the stream.
/// </summary>
public sealed class BundleReader
{
    private readonly Stream _archive;
    private readonly BundleLimits _limits;
    private readonly ZipDirectory _directory;
    private readonly Dictionary<string, ZipEntryInfo> _byName;
    private long _inflated;

    private BundleReader(Stream archive, string name, BundleLimits limits)
    {
        _archive = archive;
        _limits = limits;
        Name = name;
        _directory = new ZipDirectory(archive, name, limits);
        Entries = [.. _directory.Read().OrderBy(entry => entry.HeaderOffset)];
        _byName = Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var stated = Entries.Sum(entry => (decimal)entry.Size);
        if (stated > limits.MaxTotalBytes)
            throw new BundleLimitException(name, "the inflated size in bytes", limits.MaxTotalBytes, (long)Math.Min(stated, long.MaxValue));
    }

    /// <summary>File name or source, for messages.</summary>
    public string Name { get; }

    /// <summary>Names of all entries, in the order of the archive.</summary>
    public IEnumerable<string> Names => Entries.Select(entry => entry.Name);

    internal IReadOnlyList<ZipEntryInfo> Entries { get; }

    internal int MaxDocumentBytes => _limits.MaxDocumentBytes;

    /// <summary>Opens a bundle.</summary>
    /// <param name="archive">The archive; must be able to seek.</param>
    /// <param name="name">File name or source, for messages.</param>
    /// <param name="limits">Limits; null means the default ones.</param>
    /// <exception cref="BundleException">One of its kinds says why the bundle is refused.</exception>
    public static BundleReader Open(Stream archive, string name, BundleLimits? limits = null) => new(archive, name, limits ?? BundleLimits.Default);

    /// <summary>Opens one entry.</summary>
    /// <exception cref="KeyNotFoundException">There is no such entry.</exception>
    public Stream OpenEntry(string entryName) => OpenEntry(_byName[entryName]);

    internal Stream OpenEntry(ZipEntryInfo entry) => new ZipEntryStream(this, _archive, _directory.FindData(entry), entry);

    internal void Count(int inflated)
    {
        _inflated += inflated;
        if (_inflated > _limits.MaxTotalBytes)
            throw new BundleLimitException(Name, "the inflated size in bytes", _limits.MaxTotalBytes, _inflated);
        if (_inflated > _limits.RatioFloorBytes && _inflated / Math.Max(1, _archive.Length) > _limits.MaxRatio)
            throw new BundleLimitException(Name, "the ratio of inflated to packed size", _limits.MaxRatio, _inflated / Math.Max(1, _archive.Length));
    }
}
