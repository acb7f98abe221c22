using System.Collections.Immutable;

namespace MlopsCmdlets.Sandbox.MachineLearning.Assets;

/// <summary>One family of assets below <c>/ml/v4</c>. All follow the same conventions and are CAMS assets with the same id.</summary>
/// <param name="Path">Last segment of its path, for example <c>models</c>.</param>
/// <param name="AssetType">Its CAMS type, for example <c>wml_model</c>.</param>
/// <param name="RequiresSoftware">Whether a create must name a software specification.</param>
/// <param name="RequiresType">Whether a create must give <c>type</c>.</param>
internal sealed record AssetFamily(string Path, string AssetType, bool RequiresSoftware = false, bool RequiresType = false)
{
    /// <summary>Fields of a create body that are not part of the entity.</summary>
    public static ImmutableHashSet<string> MetadataFields { get; } = ["name", "description", "tags", "space_id", "project_id"];

    public static AssetFamily Models { get; } = new("models", "wml_model", RequiresSoftware: true, RequiresType: true);

    public static AssetFamily Functions { get; } = new("functions", "wml_function", RequiresSoftware: true);

    public static ImmutableArray<AssetFamily> All { get; } =
    [
        Models,
        Functions,
        new("experiments", "wml_experiment"),
        new("pipelines", "wml_pipeline"),
        new("training_definitions", "wml_training_definition"),
        new("model_definitions", "wml_model_definition"),
        new("deployment_job_definitions", "wml_deployment_job_definition"),
    ];
}
