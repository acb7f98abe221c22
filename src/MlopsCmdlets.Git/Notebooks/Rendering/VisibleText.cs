using System.Globalization;
using System.Text;

namespace MlopsCmdlets.Git.Notebooks.Rendering;

/// <summary>
/// Shows what would not be seen: control characters, overrides of the writing direction, characters without width. A reviewer must see them, since
/// they can hide code, and a terminal must not obey them.
/// </summary>
public static class VisibleText
{
    /// <summary>One line of text, tabulators kept.</summary>
    public static string Of(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (IsHidden(line, i))
                return Replace(line, i);
        }

        return line;
    }

    private static string Replace(string line, int first)
    {
        var result = new StringBuilder(line.Length + 16).Append(line, 0, first);
        for (int i = first; i < line.Length; i++)
        {
            char c = line[i];
            if (!IsHidden(line, i))
                result.Append(c);
            else if (c < 0x20)
                result.Append((char)(0x2400 + c)); // control pictures
            else
                result.Append("<U+").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)).Append('>');
        }

        return result.ToString();
    }

    private static bool IsHidden(string line, int index)
    {
        char c = line[index];
        if (c is '\t' or (>= ' ' and < '\u007f'))
            return false;
        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            UnicodeCategory.Format => c != '\u200d' || !IsBetweenPictures(line, index), // joins emoji
            UnicodeCategory.Surrogate => !IsPaired(line, index) || IsTag(line, index),
            _ => false,
        };
    }

    private static bool IsBetweenPictures(string line, int index) =>
        index > 0 && index + 1 < line.Length && line[index - 1] > '\u2000' && line[index + 1] > '\u2000';

    private static bool IsPaired(string line, int index) =>
        char.IsHighSurrogate(line[index])
            ? index + 1 < line.Length && char.IsLowSurrogate(line[index + 1])
            : index > 0 && char.IsHighSurrogate(line[index - 1]);

    /// <summary>Tag characters, U+E0000 and up, which no font shows.</summary>
    private static bool IsTag(string line, int index) => line[char.IsHighSurrogate(line[index]) ? index : index - 1] == '\udb40';
}
