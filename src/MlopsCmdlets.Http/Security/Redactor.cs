using System.Text.RegularExpressions;

namespace MlopsCmdlets.Http.Security;

/// <summary>
/// Replaces secrets in texts by ***: values registered for the connection, and whatever looks like one (Authorization values, JSON, form and query values with
/// telling names, JWTs, private keys, user names and passwords in URLs). One per connection; safe for concurrent use.
/// </summary>
public sealed class Redactor
{
    private const string Mask = "***";
    private const int ShortestSecret = 4;
    private const int ShortestSecretInsideWords = 8;

    private const string Names =
        "(?:[a-z0-9_.\\-]*(?:passw(?:or)?d|passphrase|secret|api[_\\-]?key|apikey|private[_\\-]?key|encryption[_\\-]?key|access[_\\-]?key|credential|signature)[a-z0-9_.\\-]*"
        + "|[a-z0-9_.\\-]*token|authorization|pwd|sig|x-amz-credential)";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const RegexOptions Flags = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // The closing quote is optional: a cut text may end inside a secret.
    private static readonly (Regex Pattern, string Replacement)[] Patterns =
    [
        (new("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", Flags | RegexOptions.Singleline, Patience), Mask),
        (new("(\\bauthorization\\b\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?)(?:(?:bearer|basic|zenapikey|negotiate|digest|ntlm)\\s+)?[^\\s\"'\\\\,;]+", Flags, Patience), "$1" + Mask),
        (new("\\b(bearer|basic|zenapikey)(\\s+|%20|\\+)(?=[a-z0-9\\-._~+/=%]*[0-9=+/%]|[a-z0-9\\-._~+/=%]{20})[a-z0-9\\-._~+/=%]{6,}", Flags, Patience), "$1 " + Mask),
        (new("(\\\\?\"" + Names + "\\\\?\"\\s*:\\s*)\\\\\"(?:[^\"\\\\]|\\\\[^\"])*(?:\\\\\"|$)", Flags, Patience), "$1\\\"" + Mask + "\\\""),
        (new("(\"" + Names + "\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*(?:\"|\\\\?$)", Flags | RegexOptions.Singleline, Patience), "$1\"" + Mask + "\""),
        (new("('" + Names + "'\\s*:\\s*)'(?:[^'\\\\]|\\\\.)*(?:'|\\\\?$)", Flags | RegexOptions.Singleline, Patience), "$1'" + Mask + "'"),
        (new("(?<![a-z0-9_.\\-])(" + Names + ")=[^&\\s\"'<>]+", Flags, Patience), "$1=" + Mask),
        (new("(?<![a-z0-9_\\-])eyJ[a-z0-9_\\-]{5,}\\.[a-z0-9_\\-]*(?:\\.[a-z0-9_\\-]*)*", Flags, Patience), Mask),
        (new("(://)[^/\\s@\"'<>?#]+@", Flags, Patience), "$1" + Mask + "@"),
    ];

    private readonly object _gate = new();
    private volatile string[] _secrets = [];

    /// <summary>
    /// Adds a value that must never be shown: password, API key, token, proxy password. Its URL-escaped and JSON-escaped forms count too. Values shorter than four
    /// characters are not looked for; shorter than eight only as a whole word.
    /// </summary>
    public void Register(string? secret)
    {
        if (secret is null || secret.Length < ShortestSecret || Array.IndexOf(_secrets, secret) >= 0)
            return;
        string[] forms = [secret, Uri.EscapeDataString(secret), System.Text.Json.JsonEncodedText.Encode(secret).ToString()];
        lock (_gate)
        {
            // Longest first, so that a secret inside another does not leave the rest of it.
            _secrets = [.. _secrets.Concat(forms).Distinct(StringComparer.Ordinal).OrderByDescending(s => s.Length)];
        }
    }

    /// <summary>The text with secrets replaced; the same string if there were none.</summary>
    public string Redact(string text)
    {
        if (text.Length == 0)
            return text;
        foreach (var secret in _secrets)
            text = secret.Length >= ShortestSecretInsideWords ? text.Replace(secret, Mask) : ReplaceWord(text, secret);
        try
        {
            foreach (var (pattern, replacement) in Patterns)
                text = pattern.Replace(text, replacement);
        }
        catch (RegexMatchTimeoutException)
        {
            return "(text withheld: it could not be searched for secrets in time)";
        }

        return text;
    }

    /// <summary>Redacted, on one line, without control characters or agent commands: fit for a message.</summary>
    public string Clean(string text) => Redact(TextSafety.Neutralise(Redact(text)));

    /// <summary>Never shows what it knows.</summary>
    public override string ToString() => nameof(Redactor);

    private static string ReplaceWord(string text, string secret)
    {
        var from = 0;
        while (from <= text.Length - secret.Length)
        {
            var at = text.IndexOf(secret, from, StringComparison.Ordinal);
            if (at < 0)
                break;
            var end = at + secret.Length;
            if ((at == 0 || !IsWord(text[at - 1])) && (end == text.Length || !IsWord(text[end])))
            {
                text = text.Substring(0, at) + Mask + text.Substring(end);
                from = at + Mask.Length;
            }
            else
            {
                from = at + 1;
            }
        }

        return text;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
