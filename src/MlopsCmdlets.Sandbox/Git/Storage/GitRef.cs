namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>A reference of a repository.</summary>
/// <param name="Name">In full, such as <c>refs/heads/dev</c>.</param>
/// <param name="Sha">What it points at.</param>
/// <param name="Kind"><c>commit</c>, <c>tag</c>, …</param>
/// <param name="Peeled">What an annotated tag points at; null for others.</param>
internal sealed record GitRef(string Name, string Sha, string Kind, string? Peeled)
{
    public const string Heads = "refs/heads/";
    public const string Tags = "refs/tags/";

    /// <summary>The object id that stands for "no object".</summary>
    public static readonly string None = new('0', 40);

    public string ShortName => Name.StartsWith(Heads, StringComparison.Ordinal) ? Name[Heads.Length..] : Name.StartsWith(Tags, StringComparison.Ordinal) ? Name[Tags.Length..] : Name;

    public static bool IsNone(string sha) => sha.Length > 0 && sha.All(c => c == '0');

    public static bool LooksLikeSha(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
