using System.Globalization;

namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>Who did something, and when.</summary>
internal sealed record GitSignature(string Name, string Email, DateTimeOffset When)
{
    /// <summary>The form in which git's environment variables take a date.</summary>
    public string Date => string.Create(CultureInfo.InvariantCulture, $"{When.ToUnixTimeSeconds()} +0000");

    /// <summary>The form in which objects store it. Characters that would end a field are left out.</summary>
    public override string ToString() => $"{Clean(Name)} <{Clean(Email)}> {Date}";

    private static string Clean(string text) => string.Concat(text.Where(c => c is not ('<' or '>' or '\n' or '\r' or '\0')));
}
