using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCmdlets.Text;

/// <summary>
/// Makes text from a server or a repository harmless where the module itself writes it: terminal control sequences are taken out, and commands of
/// pipeline agents (<c>##vso[</c>, <c>##[</c>, <c>::set-output</c>) are broken. Objects keep the raw text.
/// </summary>
internal static class SafeText
{
    // CSI, OSC and other escape sequences, in their 7-bit and 8-bit forms.
    private static readonly Regex Escapes = new(
        "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c)?|\u001b[@-_0-~]?",
        RegexOptions.Compiled | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    // Agents look for their commands without regard to case and anywhere in a line.
    private static readonly Regex AgentCommands = new("##(vso)?\\[", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // GitHub's runner takes a line that begins so, after blanks; a word may come to the beginning of a line when a view breaks it.
    private static readonly Regex RunnerCommands = new("(?<!\\S)::(?=[A-Za-z])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        string result = text!;
        if (HasControl(result))
            result = WithoutControl(Escapes.Replace(result, ""));
        if (result.Contains("##", StringComparison.Ordinal))
            result = AgentCommands.Replace(result, "##_$1[");
        return result.Contains("::", StringComparison.Ordinal)
            ? RunnerCommands.Replace(result, ":_:")
            : result;
    }

    /// <summary>The same on one line.</summary>
    public static string OneLine(string? text) => Of(text).Replace('\r', ' ').Replace('\n', ' ');

    private static bool HasControl(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) || IsBidirectional(c))
                return true;
        }

        return false;
    }

    private static string WithoutControl(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if ((!char.IsControl(c) && !IsBidirectional(c)) || c is '\n' or '\t')
                result.Append(c);
            else if (c == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n'))
                result.Append('\n'); // a bare return would let the rest overwrite the line
        }

        return result.ToString();
    }

    /// <summary>Overrides and isolates that make text read differently from what it is.</summary>
    private static bool IsBidirectional(char c) => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
