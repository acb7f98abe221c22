using System.Globalization;
using System.Text;

namespace MlopsCmdlets.Git.Notebooks.Reading;

/// <summary>
/// The text of JSON strings, to and fro. The library's own reader refuses escapes of lone surrogates, which Jupyter writes; here they survive.
/// </summary>
internal static class JsonText
{
    /// <summary>The text between the quotes of a string that the JSON reader has accepted.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="content">Where the text is, without the quotes.</param>
    public static string Decode(byte[] bytes, ByteRange content)
    {
        if (Array.IndexOf(bytes, (byte)'\\', content.Start, content.Length) < 0)
            return Encoding.UTF8.GetString(bytes, content.Start, content.Length);
        var text = new StringBuilder(content.Length);
        for (int at = content.Start; at < content.End;)
        {
            int escape = Array.IndexOf(bytes, (byte)'\\', at, content.End - at);
            int plainEnd = escape < 0 ? content.End : escape;
            if (plainEnd > at)
                text.Append(Encoding.UTF8.GetString(bytes, at, plainEnd - at));
            at = plainEnd;
            if (escape >= 0)
                text.Append(Unescape(bytes, ref at));
        }

        return text.ToString();
    }

    /// <summary>Reads one escape, which gives one UTF-16 unit, and moves behind it.</summary>
    public static char Unescape(byte[] bytes, ref int at)
    {
        byte kind = bytes[at + 1];
        at += 2;
        switch (kind)
        {
            case (byte)'n': return '\n';
            case (byte)'t': return '\t';
            case (byte)'r': return '\r';
            case (byte)'b': return '\b';
            case (byte)'f': return '\f';
            case (byte)'u':
                int unit = int.Parse(Encoding.ASCII.GetString(bytes, at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                at += 4;
                return (char)unit;
            default: return (char)kind;
        }
    }

    /// <summary>Writes text as the inside of a JSON string, as Jupyter does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="asciiOnly">Whether other characters are escaped too, as some tools do.</param>
    public static string Encode(string text, bool asciiOnly)
    {
        var result = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '"': result.Append("\\\""); break;
                case '\\': result.Append("\\\\"); break;
                case '\n': result.Append("\\n"); break;
                case '\r': result.Append("\\r"); break;
                case '\t': result.Append("\\t"); break;
                case '\b': result.Append("\\b"); break;
                case '\f': result.Append("\\f"); break;
                default:
                    if (c < 0x20 || (asciiOnly && c > 0x7e) || IsLoneSurrogate(text, i))
                        result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    else
                        result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }

    private static bool IsLoneSurrogate(string text, int index) =>
        char.IsSurrogate(text[index])
        && !(char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        && !(char.IsLowSurrogate(text[index]) && index > 0 && char.IsHighSurrogate(text[index - 1]));
}
