using System.Text;

namespace MlopsCmdlets.Git.Repositories.Attributes;

/// <summary>One file of attributes.</summary>
/// <param name="Rules">Its lines about files, in order.</param>
/// <param name="Macros">Its lines about attributes that stand for others, in order.</param>
internal sealed record AttributeFile(IReadOnlyList<AttributeRule> Rules, IReadOnlyList<AttributeMacro> Macros)
{
    private const string MacroMark = "[attr]";
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    public static readonly AttributeFile Empty = new([], []);

    public static AttributeFile Parse(IEnumerable<string> lines, bool ignoresCase)
    {
        var rules = new List<AttributeRule>();
        var macros = new List<AttributeMacro>();
        foreach (string line in lines)
        {
            string text = line.Trim(Blanks);
            if (text.Length == 0 || text[0] == '#')
                continue;
            (string pattern, string rest) = Split(text);
            // A line with a name that is none counts for nothing.
            if (StatesIn(rest) is not { } states)
                continue;
            if (pattern.Length > MacroMark.Length && pattern.StartsWith(MacroMark, StringComparison.Ordinal))
            {
                if (IsName(pattern.Substring(MacroMark.Length)))
                    macros.Add(new AttributeMacro(pattern.Substring(MacroMark.Length), states));
            }
            else if (states.Count > 0 && pattern[0] != '!')
            {
                rules.Add(new AttributeRule(AttributePattern.ToRegex(pattern, ignoresCase), states));
            }
        }

        return new AttributeFile(rules, macros);
    }

    private static (string Pattern, string Behind) Split(string text)
    {
        if (text[0] == '"' && Unquote(text, out int behind) is { Length: > 0 } quoted)
            return (quoted, text.Substring(behind));
        int end = text.IndexOfAny(Blanks);
        return end < 0 ? (text, "") : (text.Substring(0, end), text.Substring(end));
    }

    /// <summary>Null if one of them has a name that is none.</summary>
    private static List<AttributeState>? StatesIn(string text)
    {
        var states = new List<AttributeState>();
        foreach (string said in text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries))
        {
            bool taken = said[0] is '-' or '!';
            string name = taken ? said.Substring(1) : said;
            int equals = name.IndexOf('=');
            string? value = equals < 0 || taken ? null : name.Substring(equals + 1);
            name = equals < 0 ? name : name.Substring(0, equals);
            if (!IsName(name))
                return null;
            states.Add(new AttributeState(name, !taken && equals < 0, value));
        }

        return states;
    }

    private static bool IsName(string text) =>
        text.Length > 0 && text[0] != '-' && text.All(c => c is '-' or '.' or '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));

    /// <summary>A text in quotes, as C writes it; other letters than ASCII may stand there as their bytes.</summary>
    /// <returns>Null if it is none; then the quote is a part of the pattern.</returns>
    private static string? Unquote(string text, out int behind)
    {
        var result = new List<byte>();
        for (behind = 1; behind < text.Length; behind++)
        {
            char c = text[behind];
            if (c == '"')
            {
                behind++;
                return Encoding.UTF8.GetString([.. result]);
            }

            if (c != '\\')
            {
                int length = char.IsHighSurrogate(c) && behind + 1 < text.Length ? 2 : 1;
                result.AddRange(Encoding.UTF8.GetBytes(text.Substring(behind, length)));
                behind += length - 1;
                continue;
            }

            if (++behind >= text.Length)
                return null;
            const string letters = "abtnvfr"; // in the order of their codes, from 7 on
            int letter = letters.IndexOf(text[behind]);
            if (letter >= 0)
                result.Add((byte)(7 + letter));
            else if (text[behind] is '"' or '\\')
                result.Add((byte)text[behind]);
            else if (behind + 2 < text.Length && text[behind] is >= '0' and <= '3' && text[behind + 1] is >= '0' and <= '7' && text[behind + 2] is >= '0' and <= '7')
                result.Add((byte)((text[behind++] - '0') * 64 + (text[behind++] - '0') * 8 + (text[behind] - '0')));
            else
                return null;
        }

        return null;
    }
}
