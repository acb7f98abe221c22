using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Assets.Models;

/// <summary>Ties a model to the commit that produced it, by the tag that gates read.</summary>
internal static class ModelCommit
{
    /// <summary>What -Commit takes: 40 digits, or HEAD.</summary>
    public const string Pattern = "^([0-9A-Fa-f]{40}|HEAD)$";

    /// <summary>The commit's digits, and whether the clone has changes that it lacks.</summary>
    /// <param name="commit">-Commit.</param>
    /// <param name="folder">The current folder, in whose clone HEAD is looked for.</param>
    public static (string Commit, bool IsDirty) Resolve(string commit, string folder)
    {
        // Digits need no clone, and libgit2 is not loaded for them.
        if (!commit.Equals("HEAD", StringComparison.OrdinalIgnoreCase))
            return (commit.ToLowerInvariant(), false);
        GitRepository clone = GitRepositoryReader.Read(folder);
        return (clone.Commit ?? throw new ArgumentException($"'{clone.Root}' has no commit yet: save one with Save-MlopsChange, or give -Commit its 40 digits."), clone.IsDirty);
    }

    /// <summary>The tags with this commit instead of any other.</summary>
    public static string[] Put(IEnumerable<string> tags, string commit) =>
        [.. tags.Where(tag => !tag.StartsWith(ModelSource.TagPrefix, StringComparison.OrdinalIgnoreCase)), ModelSource.TagPrefix + commit];

    /// <summary>For the user of a clone with changes.</summary>
    public static string Warning(string commit) =>
        $"The clone has changes that commit {commit.Substring(0, 10)} lacks: the model is tied to the commit, not to them. Save-MlopsChange commits them.";
}
