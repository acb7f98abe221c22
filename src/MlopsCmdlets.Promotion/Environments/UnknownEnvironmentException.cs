namespace MlopsCmdlets.Promotion.Environments;

/// <summary>The file of environments does not have one of that name.</summary>
public sealed class UnknownEnvironmentException(string name, string path, IEnumerable<string> known)
    : PromotionException($"There is no environment '{name}' in '{path}'; it has {(known.Any() ? string.Join(", ", known) : "none")}.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Check the spelling, or add it with New-MlopsEnvironment.";
}
