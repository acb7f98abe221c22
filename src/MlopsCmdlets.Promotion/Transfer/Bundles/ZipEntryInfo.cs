namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>One entry of the central directory.</summary>
internal sealed record ZipEntryInfo(string Name, byte[] RawName, int Method, uint Crc32, long CompressedSize, long Size, long HeaderOffset)
{
    internal bool IsDirectory => Name.EndsWith("/", StringComparison.Ordinal);
}
