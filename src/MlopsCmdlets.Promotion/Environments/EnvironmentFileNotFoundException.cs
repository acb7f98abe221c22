namespace MlopsCmdlets.Promotion.Environments;

/// <summary>There is no file of environments.</summary>
public sealed class EnvironmentFileNotFoundException(string place)
    : PromotionException($"There is no {EnvironmentFile.FileName} in '{place}' or a folder above it.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Go into the clone that has it, name it with -ConfigurationPath, or make one with New-MlopsEnvironment.";
}
