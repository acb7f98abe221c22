using System.Text;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// Reads a zip archive's table of contents and refuses the whole archive when anything in it is unsafe or inconsistent.
/// The framework's reader is not used because it shows neither checksums (.NET Framework) nor where entries lie, so that overlaps go unseen; the
/// libraries that do inflate in managed code, several times slower than a copy may be.
/// </summary>
internal sealed class ZipDirectory(Stream archive, string name, BundleLimits limits)
{
    private const int EndLength = 22, EntryLength = 46, LocalLength = 30, MaxComment = 65_535, MaxDirectoryBytes = 64 << 20;
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private long _directoryOffset, _directorySize, _count;

    internal IReadOnlyList<ZipEntryInfo> Read()
    {
        FindDirectory();
        if (_count > limits.MaxEntries)
            throw new BundleLimitException(name, "the number of entries", limits.MaxEntries, _count);
        if (_directorySize > MaxDirectoryBytes)
            throw new BundleLimitException(name, "the size of the table of contents", MaxDirectoryBytes, _directorySize);

        var directory = ReadAt(_directoryOffset, (int)_directorySize);
        var entries = new List<ZipEntryInfo>((int)_count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var position = 0;
        for (long i = 0; i < _count; i++)
        {
            var entry = ReadEntry(directory, ref position);
            if (!names.Add(EntryNames.Fold(entry.Name)))
                throw new HostileBundleException(name, entry.Name, "has the same name as another entry, or differs from it by case only");
            entries.Add(entry);
        }
        if (position != directory.Length)
            throw Corrupt("the table of contents has another length than stated");
        CheckFolders(entries);
        CheckOverlaps(entries);
        return entries;
    }

    /// <summary>Where an entry's data begins. Its local header must name the same entry.</summary>
    internal long FindData(ZipEntryInfo entry)
    {
        var header = ReadAt(entry.HeaderOffset, LocalLength);
        if (U32(header, 0) != 0x04034b50)
            throw Corrupt("a local header is missing", entry.Name);
        int nameLength = U16(header, 26), extraLength = U16(header, 28);
        if (!ReadAt(entry.HeaderOffset + LocalLength, nameLength).SequenceEqual(entry.RawName))
            throw new HostileBundleException(name, entry.Name, "has another name in its local header");
        return entry.HeaderOffset + LocalLength + nameLength + extraLength;
    }

    private void FindDirectory()
    {
        var tailLength = (int)Math.Min(archive.Length, EndLength + MaxComment);
        if (tailLength < EndLength)
            throw Corrupt("it is too short for a zip archive");
        var tail = ReadAt(archive.Length - tailLength, tailLength);
        var at = tail.Length - EndLength;
        // The record must end exactly where the file does, so that only one record can be meant.
        while (at >= 0 && !(U32(tail, at) == 0x06054b50 && at + EndLength + U16(tail, at + 20) == tail.Length))
            at--;
        if (at < 0)
            throw Corrupt(archive.Length >= 4 && U32(ReadAt(0, 4), 0) == 0x04034b50 ? "it is cut off" : "it is no zip archive");

        var end = archive.Length - tailLength + at;
        if (U16(tail, at + 4) != 0 || U16(tail, at + 6) != 0)
            throw Corrupt("it is one part of a split archive");
        _count = U16(tail, at + 10);
        _directorySize = U32(tail, at + 12);
        _directoryOffset = U32(tail, at + 16);
        if (_count == 0xFFFF || _directorySize == 0xFFFFFFFF || _directoryOffset == 0xFFFFFFFF)
            end = ReadZip64(end);
        if (_directoryOffset < 0 || _directorySize < 0 || _count < 0 || _directoryOffset + _directorySize != end || _directorySize < _count * EntryLength)
            throw Corrupt("it is cut off, or something was put before or into it");
    }

    private long ReadZip64(long end)
    {
        if (end < 20 + 56)
            throw Corrupt("its 64-bit table of contents is missing");
        var locator = ReadAt(end - 20, 20);
        var recordAt = I64(locator, 8);
        if (U32(locator, 0) != 0x07064b50)
            return end; // Truly 65,535 entries.
        if (recordAt < 0 || recordAt > end - 20 - 56)
            throw Corrupt("its 64-bit table of contents is missing");
        var record = ReadAt(recordAt, 56);
        if (U32(record, 0) != 0x06064b50 || recordAt + 12 + I64(record, 4) != end - 20)
            throw Corrupt("its 64-bit table of contents is damaged");
        _count = I64(record, 32);
        _directorySize = I64(record, 40);
        _directoryOffset = I64(record, 48);
        return recordAt;
    }

    private ZipEntryInfo ReadEntry(byte[] directory, ref int position)
    {
        if (position + EntryLength > directory.Length || U32(directory, position) != 0x02014b50)
            throw Corrupt("the table of contents is damaged");
        var start = position;
        int flags = U16(directory, start + 8), method = U16(directory, start + 10);
        long compressed = U32(directory, start + 20), size = U32(directory, start + 24), offset = U32(directory, start + 42);
        int nameLength = U16(directory, start + 28), extraLength = U16(directory, start + 30), commentLength = U16(directory, start + 32);
        position += EntryLength + nameLength + extraLength + commentLength;
        if (position > directory.Length)
            throw Corrupt("the table of contents is damaged");

        var raw = new byte[nameLength];
        Array.Copy(directory, start + EntryLength, raw, 0, nameLength);
        var entryName = Decode(raw, (flags & 0x800) != 0);
        if (EntryNames.BrokenRule(entryName) is { } rule)
            throw new HostileBundleException(name, entryName, rule);
        CheckKind(entryName, U32(directory, start + 38));
        if ((flags & 1) != 0)
            throw Corrupt("an entry is encrypted as a whole, which Cloud Pak for Data does not do", entryName);
        if (method is not (0 or 8))
            throw Corrupt($"an entry is packed by method {method}, which is not supported", entryName);

        ReadZip64Extra(directory, start + EntryLength + nameLength, extraLength, entryName, ref size, ref compressed, ref offset);
        if (compressed < 0 || size < 0 || offset < 0 || (method == 0 && size != compressed))
            throw Corrupt("an entry's sizes are inconsistent", entryName);
        var entry = new ZipEntryInfo(entryName, raw, method, U32(directory, start + 16), compressed, size, offset);
        if (entry.IsDirectory && size != 0)
            throw Corrupt("a folder has content", entryName);
        return entry;
    }

    private void ReadZip64Extra(byte[] directory, int at, int length, string entryName, ref long size, ref long compressed, ref long offset)
    {
        for (var end = at + length; at + 4 <= end;)
        {
            int id = U16(directory, at), fieldEnd = at + 4 + U16(directory, at + 2);
            if (fieldEnd > end)
                return; // Some writers pad the extra field with zeros or rubbish; it carries nothing then.
            at += 4;
            if (id == 1)
            {
                foreach (var part in new[] { 0, 1, 2 })
                {
                    ref var value = ref size;
                    if (part == 1)
                        value = ref compressed;
                    else if (part == 2)
                        value = ref offset;
                    if (value != 0xFFFFFFFF)
                        continue;
                    if (at + 8 > fieldEnd)
                        throw Corrupt("an entry's 64-bit sizes are missing", entryName);
                    value = I64(directory, at);
                    at += 8;
                }
            }
            at = fieldEnd;
        }
    }

    private void CheckKind(string entryName, uint attributes)
    {
        // The upper half holds the Unix mode, whatever system the archive claims to come from: extractors look at it.
        if ((attributes >> 28) is not (0 or 4 or 8) || (attributes & 0x400) != 0)
            throw new HostileBundleException(name, entryName, "is a link or a device");
    }

    private void CheckFolders(List<ZipEntryInfo> entries)
    {
        var files = new HashSet<string>(entries.Where(entry => !entry.IsDirectory).Select(entry => EntryNames.Fold(entry.Name)), StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var folded = EntryNames.Fold(entry.Name);
            for (var slash = folded.IndexOf('/'); slash >= 0; slash = folded.IndexOf('/', slash + 1))
            {
                if (files.Contains(folded.Substring(0, slash)))
                    throw new HostileBundleException(name, entry.Name, "lies in a folder that is also a file");
            }
        }
    }

    private void CheckOverlaps(List<ZipEntryInfo> entries)
    {
        long used = 0;
        foreach (var entry in entries.OrderBy(entry => entry.HeaderOffset))
        {
            if (entry.HeaderOffset < used)
                throw new HostileBundleException(name, entry.Name, "shares its bytes with another entry");
            used = entry.HeaderOffset + LocalLength + entry.RawName.Length + entry.CompressedSize;
            if (used < 0 || used > _directoryOffset)
                throw Corrupt("an entry reaches beyond the data", entry.Name);
        }
    }

    private string Decode(byte[] raw, bool isUtf8)
    {
        try
        {
            return StrictUtf8.GetString(raw);
        }
        catch (DecoderFallbackException) when (!isUtf8)
        {
            return new string([.. raw.Select(b => (char)b)]);
        }
        catch (DecoderFallbackException e)
        {
            throw new CorruptBundleException(name, "an entry's name is not valid UTF-8", innerException: e);
        }
    }

    private byte[] ReadAt(long offset, int count)
    {
        var buffer = new byte[count];
        archive.Position = offset;
        for (var read = 0; read < count;)
        {
            var got = archive.Read(buffer, read, count - read);
            if (got == 0)
                throw Corrupt("it is cut off");
            read += got;
        }
        return buffer;
    }

    private CorruptBundleException Corrupt(string what, string? entry = null) => new(name, what, entry);

    private static int U16(byte[] b, int i) => b[i] | b[i + 1] << 8;

    private static uint U32(byte[] b, int i) => (uint)(b[i] | b[i + 1] << 8 | b[i + 2] << 16 | b[i + 3] << 24);

    private static long I64(byte[] b, int i) => U32(b, i) | (long)U32(b, i + 4) << 32;
}
