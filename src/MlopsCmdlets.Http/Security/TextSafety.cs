using System.Text;

namespace MlopsCmdlets.Http.Security;

/// <summary>Makes foreign text harmless for a terminal and for a build agent that reads it.</summary>
internal static class TextSafety
{
    /// <summary>
    /// One line without control characters (C0, DEL, C1, bidirectional overrides), without ANSI and OSC sequences, and with "##vso[" and "##[" broken up
    /// so that no agent takes them for commands.
    /// </summary>
    public static string Neutralise(string text)
    {
        if (IsHarmless(text))
            return text;

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\u001b' || c is '\u009b' or '\u009d' or '\u0090' or '\u009e' or '\u009f')
                i = SkipSequence(text, i);
            else if (c is '\r' or '\n' or '\t')
                AppendBlank(clean);
            else if (!IsControl(c))
                clean.Append(c);
        }

        // After the removal, since a removed character may have stood between the signs.
        return BreakCommands(clean.ToString());
    }

    /// <summary>At most <paramref name="length"/> characters, with an ellipsis when cut, never in the middle of a surrogate pair.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text.Substring(0, end) + "…";
    }

    private static string BreakCommands(string text)
    {
        for (var at = text.IndexOf("##", StringComparison.Ordinal); at >= 0; at = text.IndexOf("##", at + 1, StringComparison.Ordinal))
        {
            var next = at + 2;
            if (next < text.Length && (text[next] == '[' || string.Compare(text, next, "vso", 0, 3, StringComparison.OrdinalIgnoreCase) == 0))
                text = text.Insert(next, "_");
        }

        return text;
    }

    private static bool IsHarmless(string text)
    {
        foreach (var c in text)
        {
            if (IsControl(c) || c == '#')
                return false;
        }

        return true;
    }

    private static void AppendBlank(StringBuilder clean)
    {
        if (clean.Length > 0 && clean[clean.Length - 1] != ' ')
            clean.Append(' ');
    }

    private static bool IsControl(char c) =>
        c < ' ' || c is >= '\u007f' and <= '\u009f' || c is >= '\u202a' and <= '\u202e' || c is >= '\u2066' and <= '\u2069' || c is '\u200e' or '\u200f' or '\u2028' or '\u2029';

    /// <summary>Index of the sequence's last character. An unfinished string sequence ends with the line.</summary>
    private static int SkipSequence(string text, int start)
    {
        var kind = text[start];
        var i = start + 1;
        if (kind == '\u001b')
        {
            if (i >= text.Length)
                return start;
            kind = text[i] switch { '[' => '\u009b', ']' => '\u009d', 'P' or 'X' or '^' or '_' => '\u0090', _ => '\0' };
            if (kind == '\0')
                return IsControl(text[i]) ? start : i;
            i++;
        }

        if (kind == '\u009b')
        {
            while (i < text.Length && text[i] is >= ' ' and <= '?')
                i++;
            return i < text.Length && text[i] is >= '@' and <= '~' ? i : i - 1;
        }

        for (; i < text.Length; i++)
        {
            if (text[i] is '\u0007' or '\u009c')
                return i;
            if (text[i] == '\u001b' && i + 1 < text.Length && text[i + 1] == '\\')
                return i + 1;
            if (text[i] is '\r' or '\n')
                return i - 1;
        }

        return text.Length - 1;
    }
}
