using System.Globalization;

namespace MlopsCmdlets.Promotion.Records;

/// <summary>A file in the folder of a record, as it was found.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Sequence">The number that its name states; null for a name that is none of ours.</param>
/// <param name="Mark">The begin of the hash that its name states.</param>
internal sealed record RecordFile(string Path, int? Sequence, string Mark)
{
    internal const int MaxSequence = 99_999_999;
    private const int MarkLength = 16;

    /// <summary>What it holds; null when it cannot be read as an entry.</summary>
    internal PromotionEntry? Entry { get; init; }

    /// <summary>The hash of what it holds.</summary>
    internal string? ActualHash { get; init; }

    /// <summary>Why it cannot be read.</summary>
    internal string? Problem { get; init; }

    /// <summary>Set when it is the entry of a later version of this module.</summary>
    internal NewerDocumentException? Newer { get; init; }

    /// <summary>Whether it holds what its name promises.</summary>
    internal bool IsSound => Entry is { } entry && ActualHash == entry.Hash && entry.Sequence == Sequence && entry.Hash.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The path of an entry in a folder.</summary>
    internal static string PathOf(string folder, PromotionEntry entry) =>
        string.Format(CultureInfo.InvariantCulture, "{0}/{1:D8}-{2}.json", folder, entry.Sequence, entry.Hash.Substring(0, MarkLength));

    internal static RecordFile Of(string folder, string path)
    {
        var name = path.Substring(folder.Length + 1);
        return name.Length == 8 + 1 + MarkLength + 5 && name[8] == '-' && name.EndsWith(".json", StringComparison.Ordinal)
            && int.TryParse(name.Substring(0, 8), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > 0
            ? new RecordFile(path, sequence, name.Substring(9, MarkLength))
            : new RecordFile(path, null, "");
    }
}
