using System.Text.RegularExpressions;

namespace MlopsCmdlets.Git.Checks;

/// <summary>Finds secrets in a text: by their form, and quoted text that looks random.</summary>
internal static class SecretScanner
{
    /// <summary>Text around a keyword that is looked at; lines may be as long as a file.</summary>
    private const int Behind = 200, Ahead = 1_200;

    private const int ShortestRandom = 24, LongestRandom = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly Regex Random = new(@"['""](?<secret>[A-Za-z0-9+/_=-]{24,200})['""]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Limit);
    private static readonly Regex HashName = new(@"(sha|md5|hash|digest|checksum|commit|revision|rev\b|uuid|guid|\bid\b|_id\b|integrity|fingerprint|etag|path|file|url)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Limit);
    private static readonly Regex Placeholder = new(
        @"^(<.*>|\$\{?.*|\{.*\}|%.*%|\[.*\]|x{3,}.*|\*+|\.{3,}|-+|_+|(your|my|the|an?|some|enter|insert|replace|change|example|sample|dummy|fake|test|todo|fixme|none|null|true|false|redacted|removed|hidden|masked|placeholder|password|passwd|secret|token|apikey|api_key|username|user|pass|os\.environ|env)([^a-z0-9].*|me|here|[0-9]{0,3})?|.*(example|placeholder|redacted|xxxx|changeme|\.\.\.|your[-_]).*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Limit);

    private static readonly string[] Allowed = ["pragma: allowlist secret", "gitleaks:allow"];

    /// <summary>The secrets of a text, one for each line and kind.</summary>
    public static IReadOnlyList<SecretFinding> Find(string text)
    {
        var found = new SortedDictionary<int, SecretFinding>();
        foreach (SecretRule rule in SecretRules.All)
        {
            foreach (string keyword in rule.Keywords)
                FindByForm(text, rule, keyword, found);
        }

        FindRandom(text, found);
        return [.. found.Where(f => !IsAllowed(text, f.Key)).Select(f => f.Value with { Line = LineOf(text, f.Key) }).GroupBy(f => f.Line).Select(g => g.OrderByDescending(f => f.IsCertain).First())];
    }

    private static void FindByForm(string text, SecretRule rule, string keyword, SortedDictionary<int, SecretFinding> found)
    {
        StringComparison comparison = rule.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        for (int at = text.IndexOf(keyword, comparison); at >= 0;)
        {
            int start = Math.Max(0, at - Behind), end = Math.Min(text.Length, at + Ahead);
            foreach (Match match in rule.Pattern.Matches(text.Substring(start, end - start)))
            {
                Group secret = match.Groups["secret"].Success ? match.Groups["secret"] : match.Groups[0];
                int place = start + secret.Index;
                if (!found.ContainsKey(place) && !(rule.MayBePlaceholder && IsPlaceholder(secret.Value)))
                    found.Add(place, new SecretFinding($"{rule.What} ({secret.Length} characters)", 0, IsCertain: !rule.MayBePlaceholder || !secret.Value.All(char.IsLetter)));
            }

            at = end < text.Length ? text.IndexOf(keyword, Math.Max(at + keyword.Length, end - Behind), comparison) : -1;
        }
    }

    private static void FindRandom(string text, SortedDictionary<int, SecretFinding> found)
    {
        foreach (Match match in Random.Matches(text))
        {
            Group secret = match.Groups["secret"];
            if (secret.Length is >= ShortestRandom and <= LongestRandom && !found.ContainsKey(secret.Index) && LooksRandom(secret.Value) && !IsPlaceholder(secret.Value) && !HashName.IsMatch(NameBefore(text, match.Index)))
                found.Add(secret.Index, new SecretFinding($"Text that looks like a secret ({secret.Length} characters)", 0, IsCertain: false));
        }
    }

    /// <summary>Small and large letters and digits, mixed, and few of them alike. Hexadecimal text is a hash more often than a secret.</summary>
    private static bool LooksRandom(string text)
    {
        int digits = text.Count(char.IsDigit), lower = text.Count(c => c is >= 'a' and <= 'z'), upper = text.Count(c => c is >= 'A' and <= 'Z');
        if (digits < 3 || lower < 3 || upper < 3)
            return false;
        int changes = 0;
        for (int i = 1; i < text.Length; i++)
            changes += KindOf(text[i]) == KindOf(text[i - 1]) ? 0 : 1;
        return changes * 3 >= text.Length && Entropy(text) >= Math.Min(4.3, Math.Log(text.Length, 2) - 0.45);
    }

    private static int KindOf(char c) => char.IsDigit(c) ? 0 : char.IsUpper(c) ? 1 : char.IsLower(c) ? 2 : 3;

    /// <summary>Shannon's entropy in bits for each character.</summary>
    private static double Entropy(string text) =>
        -text.GroupBy(c => c).Select(g => (double)g.Count() / text.Length).Sum(p => p * Math.Log(p, 2));

    private static bool IsPlaceholder(string secret) => secret.Distinct().Count() <= 3 || Placeholder.IsMatch(secret);

    private static string NameBefore(string text, int at)
    {
        int start = at == 0 ? 0 : text.LastIndexOfAny(['\n', ',', ';', '('], at - 1, Math.Min(at, 80)) + 1;
        return text.Substring(Math.Max(start, at - 80), at - Math.Max(start, at - 80));
    }

    private static bool IsAllowed(string text, int at)
    {
        int end = text.IndexOf('\n', at);
        string rest = text.Substring(at, Math.Min(400, (end < 0 ? text.Length : end) - at));
        return Allowed.Any(a => rest.Contains(a, StringComparison.OrdinalIgnoreCase));
    }

    private static int LineOf(string text, int at)
    {
        int line = 1;
        for (int i = text.IndexOf('\n'); i >= 0 && i < at; i = text.IndexOf('\n', i + 1))
            line++;
        return line;
    }
}
