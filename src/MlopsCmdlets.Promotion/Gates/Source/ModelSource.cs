using System.Text.RegularExpressions;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Gates;

/// <summary>
/// Which commit produced a model. Cloud Pak for Data keeps no such thing, so a tag of the model says it: <c>mlops-commit-</c> and the 40 digits of the
/// commit. Tags travel with the model from environment to environment.
/// </summary>
public static class ModelSource
{
    /// <summary>What such a tag begins with.</summary>
    public const string TagPrefix = "mlops-commit-";

    private static readonly Regex CommitId = new("^[0-9a-f]{40}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Whether a text is the whole id of a commit.</summary>
    internal static bool IsCommit(string text) => CommitId.IsMatch(text);

    /// <summary>The commit of the plan's model, or why it cannot be told.</summary>
    internal static async Task<(string? Commit, string Reason)> FindAsync(GateContext context, CancellationToken cancellationToken)
    {
        if (context.Plan.Changes.FirstOrDefault(change => change.IsModel) is not { SourceId: { } id } model)
            return (null, "the plan names no model");
        var header = (await context.Source.Assets.ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(asset => asset.Id == id);
        var commits = Commits(header).Distinct(StringComparer.Ordinal).ToList();
        return commits.Count switch
        {
            1 when IsCommit(commits[0]) => (commits[0], ""),
            0 => (null, $"'{model.Name}' does not say which commit produced it: tie it with Set-CpdModel -Commit, which tags it '{TagPrefix}<40 digits>'"),
            1 => (null, $"the tag '{TagPrefix}{commits[0]}' of '{model.Name}' names no commit of 40 digits"),
            _ => (null, $"'{model.Name}' says that {commits.Count} commits produced it: leave one of its tags '{TagPrefix}…'"),
        };
    }

    private static IEnumerable<string> Commits(AssetHeader? header) =>
        (header?.Tags ?? []).Where(tag => tag.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase)).Select(tag => tag.Substring(TagPrefix.Length).ToLowerInvariant());
}
