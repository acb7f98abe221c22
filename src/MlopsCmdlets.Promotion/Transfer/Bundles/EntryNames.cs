using System.Text;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Which names of zip entries are safe on every file system. Bundles are not unpacked here, but users unpack them.</summary>
internal static class EntryNames
{
    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>The rule that the name breaks, as the end of a sentence; null for a safe name.</summary>
    internal static string? BrokenRule(string name)
    {
        if (name.Length == 0)
            return "has no name";
        if (name.Any(c => c < ' ' || c == '\u007f'))
            return "has control characters in its name";
        if (name.StartsWith("//", StringComparison.Ordinal) || name.StartsWith(@"\\", StringComparison.Ordinal))
            return "names a network share";
        if (name[0] is '/' or '\\')
            return "has an absolute path";
        if (name.Length > 1 && name[1] == ':')
            return "names a drive";
        if (name.Contains(':'))
            return "has a colon in its name, as alternate data streams do";
        if (name.Split('/', '\\').Any(part => part is "." or ".."))
            return "leads out of its folder";
        if (name.Contains('\\'))
            return "has a backslash in its name";

        var parts = name.TrimEnd('/').Split('/');
        foreach (var part in parts)
        {
            if (part.Length == 0)
                return "has an empty folder name";
            if (part[part.Length - 1] is '.' or ' ')
                return "has a name that ends with a dot or a space, which Windows cuts off";
            if (Devices.Contains(part.Split('.')[0].TrimEnd(' ')))
                return "is named like a device";
        }
        return null;
    }

    /// <summary>Equal for names that one file system or another takes for the same.</summary>
    internal static string Fold(string name) => name.TrimEnd('/').Normalize(NormalizationForm.FormC).ToUpperInvariant();
}
