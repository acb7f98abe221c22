using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCmdlets.Git.Repositories.Attributes;

/// <summary>Patterns of .gitattributes as regular expressions for paths with slashes.</summary>
internal static class AttributePattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private const string Nothing = "(?!)";

    /// <summary>A pattern without a slash fits names in any folder below; one with a slash fits from its own folder on. One for folders fits no file.</summary>
    public static Regex ToRegex(string pattern, bool ignoresCase)
    {
        string body = pattern[0] == '/' ? pattern.Substring(1) : pattern;
        var result = new StringBuilder(pattern.IndexOf('/') < 0 ? "^(?:.*/)?" : "^");
        for (int i = 0; i < body.Length; i++)
        {
            switch (body[i])
            {
                case '*':
                    result.Append(Stars(body, ref i));
                    break;
                case '?':
                    result.Append("[^/]");
                    break;
                case '[':
                    result.Append(Set(body, ref i));
                    break;
                case '\\' when i + 1 < body.Length:
                    result.Append(Regex.Escape(body[++i].ToString()));
                    break;
                default:
                    result.Append(Regex.Escape(body[i].ToString()));
                    break;
            }
        }

        return new Regex(result.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None), Limit);
    }

    /// <summary>Two stars are for folders only where nothing but slashes is beside them.</summary>
    private static string Stars(string body, ref int at)
    {
        int start = at, end = at;
        while (end < body.Length && body[end] == '*')
            end++;
        at = end - 1;
        if (end - start < 2 || (start > 0 && body[start - 1] != '/') || (end < body.Length && body[end] != '/'))
            return "[^/]*";
        if (end == body.Length)
            return ".*";
        at = end;
        return "(?:.*/)?";
    }

    /// <summary>Reads a set in brackets, as git does: one that is not closed, or has a class that there is not, fits nothing.</summary>
    private static string Set(string body, ref int at)
    {
        int i = at + 1;
        bool not = i < body.Length && body[i] is '!' or '^';
        i += not ? 1 : 0;
        var set = new StringBuilder();
        char before = '\0'; // where a range may begin
        for (bool first = true; ; first = false, i++)
        {
            if (i >= body.Length)
                return Nothing;
            char c = body[i];
            if (c == ']' && !first)
                break;
            if (c == '[' && i + 1 < body.Length && body[i + 1] == ':' && body.IndexOf(']', i + 2) is var end and > 0 && body[end - 1] == ':' && end > i + 2)
            {
                if (Class(body.Substring(i + 2, end - i - 3)) is not { } members)
                    return Nothing;
                set.Append(members);
                (i, before) = (end, '\0');
            }
            else if (c == '-' && before != '\0' && i + 1 < body.Length && body[i + 1] != ']')
            {
                i += body[i + 1] == '\\' ? 2 : 1;
                if (i >= body.Length)
                    return Nothing;
                if (before <= body[i])
                    set.Append(Member(before)).Append('-').Append(Member(body[i]));
                before = '\0';
            }
            else
            {
                if (c == '\\' && ++i >= body.Length)
                    return Nothing;
                before = body[i];
                set.Append(Member(before));
            }
        }

        at = i;
        // What parts folders is in no set.
        return not ? $"[^/{set}]" : set.Length == 0 ? Nothing : $"(?!/)[{set}]";
    }

    private static string Member(char c) => c is '\\' or '[' or ']' or '^' or '-' ? "\\" + c : c.ToString();

    // Of bytes, as git has them.
    private static string? Class(string name) => name switch
    {
        "alnum" => "A-Za-z0-9",
        "alpha" => "A-Za-z",
        "blank" => " \\t",
        "cntrl" => "\\x00-\\x1f\\x7f",
        "digit" => "0-9",
        "graph" => "!-~",
        "lower" => "a-z",
        "print" => " -~",
        "punct" => "!-/:-@\\[-`{-~",
        "space" => "\\t-\\r ",
        "upper" => "A-Z",
        "xdigit" => "0-9A-Fa-f",
        _ => null,
    };
}
