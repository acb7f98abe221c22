using System.Globalization;

namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>An annotated tag as it is stored.</summary>
internal sealed record TagObject(string Name, string Target, string Kind, GitSignature Tagger, string Message)
{
    public static TagObject Parse(string text)
    {
        var parts = text.Split("\n\n", 2);
        var fields = parts[0].Split('\n').Select(l => l.Split(' ', 2)).Where(p => p.Length == 2).ToLookup(p => p[0], p => p[1], StringComparer.Ordinal);
        var tagger = fields["tagger"].FirstOrDefault() ?? "";
        var (open, close) = (tagger.IndexOf('<', StringComparison.Ordinal), tagger.IndexOf('>', StringComparison.Ordinal));
        var signature = open < 0 || close < open
            ? new GitSignature("", "", DateTimeOffset.UnixEpoch)
            : new GitSignature(
                tagger[..open].Trim(),
                tagger[(open + 1)..close],
                DateTimeOffset.FromUnixTimeSeconds(long.TryParse(tagger[(close + 1)..].Trim().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0));
        return new(fields["tag"].FirstOrDefault() ?? "", fields["object"].First(), fields["type"].First(), signature, parts.Length > 1 ? parts[1].TrimEnd('\n') : "");
    }
}
