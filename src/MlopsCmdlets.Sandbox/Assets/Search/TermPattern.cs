using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCmdlets.Sandbox.Assets.Search;

/// <summary>One term: a word, a phrase, or a pattern with <c>*</c> and <c>?</c>. Letter case does not count.</summary>
internal sealed class TermPattern
{
    private readonly Regex _whole;
    private readonly string[] _words;

    private TermPattern(Regex whole, string[] words)
    {
        _whole = whole;
        _words = words;
    }

    /// <summary>A quoted text: the whole value, or words of it in this order.</summary>
    public static TermPattern Phrase(string text) => new(Compile(Regex.Escape(text)), Words(text));

    /// <summary>A word: the whole value or one word of it.</summary>
    public static TermPattern Word(string text) => new(Compile(Regex.Escape(text)), Words(text));

    /// <summary>A pattern: the whole value or one word of it fits.</summary>
    public static TermPattern Wildcard(IEnumerable<(char Character, bool Literal)> characters)
    {
        var pattern = new StringBuilder();
        foreach (var (character, literal) in characters)
        {
            pattern.Append((character, literal) switch
            {
                ('*', false) => ".*",
                ('?', false) => ".",
                _ => Regex.Escape(character.ToString()),
            });
        }

        return new(Compile(pattern.ToString()), []);
    }

    public bool Matches(string value)
    {
        if (_whole.IsMatch(value)) return true;
        var words = Words(value);
        if (_words.Length == 0) return words.Any(word => _whole.IsMatch(word));
        return Enumerable.Range(0, Math.Max(0, words.Length - _words.Length + 1))
            .Any(at => _words.Select((word, i) => word.Equals(words[at + i], StringComparison.OrdinalIgnoreCase)).All(same => same));
    }

    // Words end where the search index's analyser ends them: at spaces and punctuation, but not at underscores or dots within a word.
    private static string[] Words(string text) => text.Split([' ', '\t', '\r', '\n', ',', ';', ':', '/', '-', '(', ')', '[', ']', '"'], StringSplitOptions.RemoveEmptyEntries);

    private static Regex Compile(string pattern) =>
        new("^" + pattern + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
}
