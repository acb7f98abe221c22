using System.Text;

namespace MlopsCmdlets.Assets;

/// <summary>Makes a file name of a name that a server chose: one segment, valid on every system, never a device.</summary>
internal static class SafeFileName
{
    private const int MaxLength = 120;

    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { "COM" + i, "LPT" + i })];

    public static string Of(string name)
    {
        var safe = new StringBuilder();
        foreach (char c in name)
            safe.Append(char.IsControl(c) || c is '<' or '>' or ':' or '"' or '/' or '\\' or '|' or '?' or '*' ? '_' : c);
        string result = safe.ToString().Trim().TrimEnd('.').TrimStart('.');
        if (result.Length > MaxLength)
            result = result.Substring(0, MaxLength).TrimEnd('.', ' ');
        string stem = result.Split('.')[0].Trim();
        return result.Length == 0 || Devices.Contains(stem, StringComparer.OrdinalIgnoreCase) ? "_" + result : result;
    }
}
