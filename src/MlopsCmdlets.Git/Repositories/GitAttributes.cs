using System.Text;
using System.Text.RegularExpressions;
using LibGit2Sharp;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>
/// Which files go through a filter program on their way into a commit (https://git-scm.com/docs/gitattributes). LibGit2Sharp has no way to ask, and libgit2
/// skips such filters in silence.
/// </summary>
/// <param name="root">Top folder of the work tree.</param>
/// <param name="own">The file of this repository alone, which wins; null for none.</param>
/// <param name="shared">The user's file for all repositories, which all others win over; null for none.</param>
internal sealed class GitAttributes(string root, string? own = null, string? shared = null)
{
    private const string FileName = ".gitattributes", Filter = "filter", Encoding = "working-tree-encoding";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, IReadOnlyList<Rule>> _byFile = new(StringComparer.Ordinal);

    /// <summary>Those of a repository.</summary>
    public static GitAttributes Of(Repository repository) => new(
        LocalRepository.RootOf(repository),
        Path.Combine(RepositoryConfiguration.CommonFolder(repository), "info", "attributes"),
        RepositoryConfiguration.Get<string>(repository, "core.attributesFile") is { Length: > 0 } configured
            ? RepositoryConfiguration.ExpandHome(configured)
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } folder ? folder : RepositoryConfiguration.ExpandHome("~/.config"), "git", "attributes"));

    /// <summary>The filter of a file, a change of its encoding included; null for none.</summary>
    /// <param name="path">The file in the repository, with slashes.</param>
    public string? FilterOf(string path) =>
        ValueOf(path, Filter) ?? (ValueOf(path, Encoding) is { } encoding && !encoding.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) ? $"{Encoding}={encoding}" : null);

    /// <summary>Whether a filter is a program, which somebody has to name in the configuration; git itself changes encodings.</summary>
    public static bool IsProgram(string filter) => !filter.StartsWith(Encoding + "=", StringComparison.Ordinal);

    /// <summary>The filters that the files for the whole repository name.</summary>
    public IEnumerable<string> Filters() =>
        RulesIn(own).Concat(RulesIn(Path.Combine(root, FileName))).Where(r => r.Attribute == Filter).Select(r => r.Value).OfType<string>().Distinct(StringComparer.Ordinal);

    private string? ValueOf(string path, string attribute)
    {
        if (Last(RulesIn(own), path, attribute) is { } first)
            return first.Value;
        // The nearest file wins, and in a file the last line.
        for (int slash = path.LastIndexOf('/'); ; slash = slash <= 0 ? -1 : path.LastIndexOf('/', slash - 1))
        {
            string inside = path.Substring(slash + 1);
            if (Last(RulesIn(Path.Combine(root, slash < 0 ? "" : path.Substring(0, slash), FileName)), inside, attribute) is { } rule)
                return rule.Value;
            if (slash < 0)
                return Last(RulesIn(shared), path, attribute)?.Value;
        }
    }

    private static Rule? Last(IReadOnlyList<Rule> rules, string path, string attribute) => rules.LastOrDefault(r => r.Attribute == attribute && r.Pattern.IsMatch(path));

    private IReadOnlyList<Rule> RulesIn(string? file)
    {
        if (file is null)
            return [];
        if (_byFile.TryGetValue(file, out IReadOnlyList<Rule>? known))
            return known;
        return _byFile[file] = File.Exists(file) ? [.. File.ReadAllLines(file).SelectMany(Rule.Parse)] : [];
    }

    /// <summary>What a line says of one attribute; no value where it takes the attribute away.</summary>
    private sealed record Rule(Regex Pattern, string Attribute, string? Value)
    {
        public static IEnumerable<Rule> Parse(string line)
        {
            string text = line.Trim();
            if (text.Length == 0 || text[0] == '#' || text.StartsWith("[attr]", StringComparison.Ordinal))
                yield break;
            int end = text[0] == '"' ? ClosingQuote(text) : text.IndexOfAny([' ', '\t']);
            if (end <= 0)
                yield break;
            string pattern = text[0] == '"' ? text.Substring(1, end - 1).Replace("\\\"", "\"").Replace("\\\\", "\\") : text.Substring(0, end);
            string[] attributes = text.Substring(end + 1).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            foreach (string name in new[] { Filter, Encoding })
            {
                string? said = attributes.LastOrDefault(a => a == "-" + name || a == "!" + name || a.StartsWith(name + "=", StringComparison.Ordinal));
                if (said is not null)
                    yield return new Rule(ToRegex(pattern), name, said.Length > name.Length + 1 && said[0] == name[0] ? said.Substring(name.Length + 1) : null);
            }
        }

        private static int ClosingQuote(string text)
        {
            for (int i = 1; i < text.Length; i++)
            {
                if (text[i] == '\\')
                    i++;
                else if (text[i] == '"')
                    return i;
            }

            return -1;
        }

        // A bracket right at the beginning, one that is escaped, and those of [:space:] and the like close nothing.
        private static int ClosingBracket(string pattern, int open)
        {
            int first = open + 1 < pattern.Length && pattern[open + 1] is '!' or '^' ? open + 2 : open + 1;
            for (int i = first; i < pattern.Length; i++)
            {
                if (pattern[i] == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':' && pattern.IndexOf(":]", i + 2, StringComparison.Ordinal) is var end and > 0)
                    i = end + 1;
                else if (pattern[i] == '\\')
                    i++;
                else if (pattern[i] == ']' && i > first)
                    return i;
            }

            return -1;
        }

        private static string ToSet(string inside)
        {
            bool not = inside.Length > 0 && inside[0] is '!' or '^';
            var set = new StringBuilder();
            for (int i = not ? 1 : 0; i < inside.Length; i++)
            {
                char c = inside[i];
                if (c == '[' && i + 1 < inside.Length && inside[i + 1] == ':' && inside.IndexOf(":]", i + 2, StringComparison.Ordinal) is var end and > 0)
                {
                    set.Append(Class(inside.Substring(i + 2, end - i - 2)));
                    i = end + 1;
                }
                else if (c == '-' && i > (not ? 1 : 0) && i + 1 < inside.Length)
                {
                    set.Append('-');
                }
                else
                {
                    if (c == '\\' && i + 1 < inside.Length)
                        c = inside[++i];
                    set.Append(c is '\\' or '[' or ']' or '^' or '-' ? "\\" + c : c.ToString());
                }
            }

            // What parts folders is in no set.
            return not ? $"[^/{set}]" : $"(?!/)[{set}]";
        }

        // Of bytes, as git has them.
        private static string Class(string name) => name switch
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
            _ => "",
        };

        /// <summary>A pattern without a slash fits names in any folder below; one with a slash fits from its own folder on.</summary>
        private static Regex ToRegex(string pattern)
        {
            bool anywhere = pattern.TrimEnd('/').IndexOf('/') < 0;
            string body = pattern.TrimStart('/');
            var result = new StringBuilder(anywhere ? "^(?:.*/)?" : "^");
            for (int i = 0; i < body.Length; i++)
            {
                char c = body[i];
                if (c == '*' && i + 1 < body.Length && body[i + 1] == '*')
                {
                    i++;
                    bool folder = i + 1 < body.Length && body[i + 1] == '/';
                    result.Append(folder ? "(?:.*/)?" : ".*");
                    i += folder ? 1 : 0;
                }
                else if (c == '[' && ClosingBracket(body, i) is var close and > 0)
                {
                    result.Append(ToSet(body.Substring(i + 1, close - i - 1)));
                    i = close;
                }
                else
                {
                    result.Append(c switch { '*' => "[^/]*", '?' => "[^/]", '\\' when i + 1 < body.Length => Regex.Escape(body[++i].ToString()), _ => Regex.Escape(c.ToString()) });
                }
            }

            try
            {
                return new Regex(result.Append('$').ToString(), RegexOptions.CultureInvariant, Limit);
            }
            catch (ArgumentException)
            {
                // A range that goes backwards, a class that there is not: git finds nothing by it.
                return new Regex("(?!)", RegexOptions.CultureInvariant, Limit);
            }
        }
    }
}
