using System.Globalization;

namespace MlopsCmdlets.Text;

/// <summary>How the table views write values. Public only because views call it.</summary>
public static class View
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A server's text on one line without terminal escapes.</summary>
    public static string Of(string? text) => SafeText.OneLine(text);

    /// <summary>A time in the local zone, to the minute; empty for none.</summary>
    public static string Date(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Bytes in binary units, such as 1.4 MiB; empty for none.</summary>
    public static string Size(long? bytes)
    {
        if (bytes is not { } value)
            return "";
        double size = value;
        int unit = 0;
        while (size >= 1024 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return size.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>A server's text in lines that a list at 80 columns does not break within words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Longest line, in characters.</param>
    public static string Lines(string? text, int width = 64)
    {
        var result = new System.Text.StringBuilder();
        int line = 0;
        foreach (string word in Of(text).Split(' '))
        {
            bool breaks = line > 0 && line + 1 + word.Length > width;
            if (line > 0)
                result.Append(breaks ? '\n' : ' ');
            result.Append(word);
            line = breaks ? word.Length : line + word.Length + (line > 0 ? 1 : 0);
        }

        return result.ToString();
    }

    /// <summary>The first twelve digits of a hash, as tables show it.</summary>
    public static string Hash(string? hash) => hash is { Length: > 12 } ? hash.Substring(0, 12) : hash ?? "";
}
