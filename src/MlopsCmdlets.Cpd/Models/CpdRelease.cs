using System.Globalization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>The release of Cloud Pak for Data; only major and minor are meaningful.</summary>
public sealed record CpdRelease(int Major, int Minor) : IComparable<CpdRelease>
{
    /// <summary>Reads <c>4.8.0</c> or <c>5.1</c>; null if the text is not a version.</summary>
    public static CpdRelease? TryParse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var parts = text!.Trim().Split('.');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)) return null;
        var minor = 0;
        if (parts.Length > 1 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minor)) return null;
        return new CpdRelease(major, minor);
    }

    public int CompareTo(CpdRelease? other) =>
        other is null ? 1 : Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    public static bool operator <(CpdRelease left, CpdRelease right) => left.CompareTo(right) < 0;

    public static bool operator >(CpdRelease left, CpdRelease right) => left.CompareTo(right) > 0;

    public static bool operator <=(CpdRelease left, CpdRelease right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CpdRelease left, CpdRelease right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Major.ToString(CultureInfo.InvariantCulture)}.{Minor.ToString(CultureInfo.InvariantCulture)}";
}
