using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>A deployment's name fits more than one.</summary>
public sealed class AmbiguousDeploymentException(string space, string name, IReadOnlyList<ServedModel> candidates)
    : PromotionException($"In {space} the name '{name}' fits {candidates.Count} deployments: {string.Join(", ", candidates.Select(one => $"{one.Id} ({(one.IsOnline ? "online" : "batch")}, {one.State})"))}.")
{
    /// <summary>The deployments that it fits.</summary>
    public IReadOnlyList<ServedModel> Candidates { get; } = candidates;

    /// <inheritdoc/>
    public override string RecommendedAction => "Give the deployment's id, or rename all but one.";
}
