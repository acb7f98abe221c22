namespace MlopsCmdlets.Promotion.Environments;

/// <summary>The file of environments has one of that name already.</summary>
public sealed class EnvironmentExistsException(string name, string path) : PromotionException($"'{path}' has an environment '{name}' already.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Choose another name, edit the file, or replace the environment with -Force.";
}
