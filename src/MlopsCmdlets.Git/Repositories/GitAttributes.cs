using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>
/// Which files go through a filter program on their way into a commit (https://git-scm.com/docs/gitattributes). LibGit2Sharp has no way to ask, and libgit2
/// skips such filters in silence.
/// </summary>
internal sealed class GitAttributes(string root)
{
    private const string FileName = ".gitattributes";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, IReadOnlyList<Rule>> _byFolder = new(StringComparer.Ordinal);

    /// <summary>The filter of a file; null for none.</summary>
    /// <param name="path">The file in the repository, with slashes.</param>
    public string? FilterOf(string path)
    {
        // The nearest file wins, and in a file the last line.
        for (int slash = path.LastIndexOf('/'); ; slash = slash <= 0 ? -1 : path.LastIndexOf('/', slash - 1))
        {
            string inside = path.Substring(slash + 1);
            if (RulesIn(slash < 0 ? "" : path.Substring(0, slash)).LastOrDefault(r => r.Pattern.IsMatch(inside)) is { } rule)
                return rule.Filter;
            if (slash < 0)
                return null;
        }
    }

    /// <summary>The filters that the file at the top names.</summary>
    public IEnumerable<string> Filters() => RulesIn("").Select(r => r.Filter).OfType<string>().Distinct(StringComparer.Ordinal);

    private IReadOnlyList<Rule> RulesIn(string folder)
    {
        if (_byFolder.TryGetValue(folder, out IReadOnlyList<Rule>? known))
            return known;
        var rules = new List<Rule>();
        string file = Path.Combine(root, folder, FileName);
        if (File.Exists(file))
        {
            foreach (string line in File.ReadAllLines(file))
            {
                if (Rule.Parse(line) is { } rule)
                    rules.Add(rule);
            }
        }

        return _byFolder[folder] = rules;
    }

    /// <summary>A line that says something about filters.</summary>
    private sealed record Rule(Regex Pattern, string? Filter)
    {
        public static Rule? Parse(string line)
        {
            string text = line.Trim();
            if (text.Length == 0 || text[0] == '#' || text.StartsWith("[attr]", StringComparison.Ordinal))
                return null;
            int end = text[0] == '"' ? ClosingQuote(text) : text.IndexOfAny([' ', '\t']);
            if (end <= 0)
                return null;
            string pattern = text[0] == '"' ? text.Substring(1, end - 1).Replace("\\\"", "\"").Replace("\\\\", "\\") : text.Substring(0, end);
            string? filter = text.Substring(end + 1).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .LastOrDefault(a => a is "-filter" or "!filter" || a.StartsWith("filter=", StringComparison.Ordinal));
            return filter is null ? null : new Rule(ToRegex(pattern), filter[0] == 'f' ? filter.Substring("filter=".Length) : null);
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
                else if (c == '[' && body.IndexOf(']', i + 2 < body.Length ? i + 2 : i) is var close and > 0)
                {
                    string set = body.Substring(i + 1, close - i - 1).Replace("\\", "\\\\").Replace("[", "\\[");
                    result.Append('[').Append(set.Length > 0 && set[0] == '!' ? "^" + set.Substring(1) : set).Append(']');
                    i = close;
                }
                else
                {
                    result.Append(c switch { '*' => "[^/]*", '?' => "[^/]", '\\' when i + 1 < body.Length => Regex.Escape(body[++i].ToString()), _ => Regex.Escape(c.ToString()) });
                }
            }

            return new Regex(result.Append('$').ToString(), RegexOptions.CultureInvariant, Limit);
        }
    }
}
