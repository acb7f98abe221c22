namespace MlopsCmdlets.Cpd.Naming;

/// <summary>Names that a mistyped one may have meant.</summary>
internal static class NearNames
{
    private const int MaximumSuggestions = 3;
    private const int MaximumLength = 200;

    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> names)
    {
        // A long name costs time and is never a typing error of a short one.
        if (wanted.Length > MaximumLength) return [];
        var limit = Math.Max(2, wanted.Length / 4);
        return
        [
            .. names.Where(n => n.Length is > 0 and <= MaximumLength)
                .Distinct(StringComparer.Ordinal)
                .Select(n => (Name: n, Distance: Distance(wanted, n)))
                .Where(c => c.Distance <= limit || c.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
                .OrderBy(c => c.Distance)
                .ThenBy(c => c.Name, StringComparer.Ordinal)
                .Take(MaximumSuggestions)
                .Select(c => c.Name),
        ];
    }

    /// <summary>Edits from one to the other; upper and lower case count as the same.</summary>
    internal static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
