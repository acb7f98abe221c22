using System.Text.RegularExpressions;

namespace MlopsCmdlets.Git.Checks;

/// <summary>The form of one kind of secret.</summary>
internal sealed class SecretRule
{
    /// <param name="what">What it is, with its article.</param>
    /// <param name="keywords">One of these is in every match: texts without them are not searched further.</param>
    /// <param name="pattern">The form; the group <c>secret</c>, where there is one, is the secret itself.</param>
    /// <param name="ignoreCase">Whether letters count alike in both cases.</param>
    /// <param name="mayBePlaceholder">Whether the secret's form is so free that words for people stand there, too.</param>
    public SecretRule(string what, string[] keywords, string pattern, bool ignoreCase = false, bool mayBePlaceholder = false)
    {
        What = what;
        Keywords = keywords;
        IgnoresCase = ignoreCase;
        MayBePlaceholder = mayBePlaceholder;
        Pattern = new Regex(pattern, (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None) | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(2));
    }

    public string What { get; }

    public IReadOnlyList<string> Keywords { get; }

    public bool IgnoresCase { get; }

    public bool MayBePlaceholder { get; }

    public Regex Pattern { get; }
}
