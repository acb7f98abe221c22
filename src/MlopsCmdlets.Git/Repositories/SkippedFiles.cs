using System.Text;
using LibGit2Sharp;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>
/// Files that a sparse checkout leaves out of the work tree. libgit2 takes them for deleted, and LibGit2Sharp does not show the mark that tells them, so it is read
/// from the index itself (https://git-scm.com/docs/index-format).
/// </summary>
internal static class SkippedFiles
{
    private const int HeaderLength = 12, EntryLength = 62;
    private const int ExtendedFlag = 0x4000, SkipFlag = 0x4000, Alignment = 8;

    /// <summary>Their paths, with slashes.</summary>
    public static HashSet<string> Of(Repository repository)
    {
        var skipped = new HashSet<string>(StringComparer.Ordinal);
        string file = Path.Combine(repository.Info.Path, "index");
        if (!File.Exists(file))
            return skipped;
        using (FileStream stream = File.OpenRead(file))
        {
            // The mark is there from version 3 on, which git writes only for an index that has it, or by request.
            var header = new byte[HeaderLength];
            if (stream.Read(header, 0, HeaderLength) < HeaderLength || Number(header, 4, 4) is not (3 or 4))
                return skipped;
        }

        byte[] index = File.ReadAllBytes(file);
        Read(index, Number(index, 4, 4), Number(index, 8, 4), skipped);
        return skipped;
    }

    private static void Read(byte[] index, int version, int count, HashSet<string> skipped)
    {
        int at = HeaderLength;
        byte[] name = [];
        for (int i = 0; i < count; i++)
        {
            int start = at, flags = Number(index, start + EntryLength - 2, 2);
            at += EntryLength;
            bool skips = false;
            if ((flags & ExtendedFlag) != 0)
            {
                skips = (Number(index, at, 2) & SkipFlag) != 0;
                at += 2;
            }

            int kept = version == 4 ? name.Length - Offset(index, ref at) : 0;
            int end = Array.IndexOf(index, (byte)0, at);
            byte[] next = new byte[kept + end - at];
            Array.Copy(name, next, kept);
            Array.Copy(index, at, next, kept, end - at);
            name = next;
            // Up to version 3 entries are filled up with 1 to 8 zeros.
            at = version == 4 ? end + 1 : start + ((end - start) / Alignment + 1) * Alignment;
            if (skips)
                skipped.Add(Encoding.UTF8.GetString(name));
        }
    }

    /// <summary>How many bytes of the name before are not in this one.</summary>
    private static int Offset(byte[] index, ref int at)
    {
        int value = index[at] & 0x7f;
        while ((index[at++] & 0x80) != 0)
            value = ((value + 1) << 7) | (index[at] & 0x7f);
        return value;
    }

    private static int Number(byte[] bytes, int at, int length)
    {
        int value = 0;
        for (int i = 0; i < length; i++)
            value = (value << 8) | bytes[at + i];
        return value;
    }
}
