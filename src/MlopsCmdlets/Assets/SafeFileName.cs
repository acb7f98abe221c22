using System.Text;

namespace MlopsCmdlets.Assets;

/// <summary>Makes a file name of a name that a server chose: one segment, valid on every system, never a device.</summary>
internal static class SafeFileName
{
    private const int MaxLength = 120;

    /// <summary>File systems count bytes, 255 at most.</summary>
    private const int MaxBytes = 240;

    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { "COM" + i, "LPT" + i })];

    public static string Of(string name)
    {
        var safe = new StringBuilder();
        foreach (char c in name)
            safe.Append(char.IsControl(c) || c is '<' or '>' or ':' or '"' or '/' or '\\' or '|' or '?' or '*' ? '_' : c);
        string result = safe.ToString().Trim().TrimEnd('.').TrimStart('.');
        int length = Fitting(result);
        if (length < result.Length)
            result = result.Substring(0, length).TrimEnd('.', ' ');
        string stem = result.Split('.')[0].Trim();
        return result.Length == 0 || Devices.Contains(stem, StringComparer.OrdinalIgnoreCase) ? "_" + result : result;
    }

    /// <summary>How many of its first characters a file name can have; no pair of surrogates is torn.</summary>
    private static int Fitting(string name)
    {
        int bytes = 0;
        for (int i = 0; i < name.Length;)
        {
            int width = char.IsSurrogatePair(name, i) ? 2 : 1;
            bytes += width == 2 ? 4 : name[i] < 0x80 ? 1 : name[i] < 0x800 ? 2 : 3;
            if (i + width > MaxLength || bytes > MaxBytes)
                return i;
            i += width;
        }

        return name.Length;
    }
}
