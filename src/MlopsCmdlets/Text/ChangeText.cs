namespace MlopsCmdlets.Text;

/// <summary>Says what a cmdlet will change, for -WhatIf and the question before it.</summary>
internal static class ChangeText
{
    private const int LongestValue = 60;

    /// <summary><c>Change name to 'churn', tags to 'a', 'b'</c>.</summary>
    /// <param name="changes">What may change, and to what: text or texts. Null is left as it is; a change whose value is a secret or too long to show has none: an empty array.</param>
    public static string Of(params (string What, object? Value)[] changes)
    {
        string[] parts = [.. changes.Where(change => change.Value is not null).Select(change => change.Value switch
        {
            string text => $"{change.What} to {Quoted(text)}",
            string[] { Length: > 0 } texts => $"{change.What} to {string.Join(", ", texts.Select(Quoted))}",
            string[] => change.What,
            IFormattable number => $"{change.What} to {number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}",
            _ => change.What,
        })];
        return parts.Length == 0 ? "Change" : $"Change {string.Join(", ", parts)}";
    }

    private static string Quoted(string text) => text.Length <= LongestValue ? $"'{text}'" : $"'{text.Substring(0, LongestValue - 1)}…'";
}
