namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The bundle does not hold what was exported.</summary>
public sealed class BundleContentException(string bundle, IReadOnlyList<string> missing, IReadOnlyList<string> unexpected)
    : BundleException(bundle,
        (missing.Count == 0 ? "" : $"it lacks {string.Join(", ", missing)}.") +
        (unexpected.Count == 0 ? "" : $"{(missing.Count == 0 ? "" : " ")}it holds assets that the source does not have: {string.Join(", ", unexpected)}."))
{
    /// <summary>Selected assets that are not in it.</summary>
    public IReadOnlyList<string> Missing { get; } = missing;

    /// <summary>Assets in it that the source does not have.</summary>
    public IReadOnlyList<string> Unexpected { get; } = unexpected;

    /// <inheritdoc/>
    public override string RecommendedAction => "The source may have changed meanwhile: copy again. Nothing was written to the target.";
}
