namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>What can be deployed, by CAMS type.</summary>
internal static class DeployableAsset
{
    public const string Model = "wml_model";
    public const string Function = "wml_function";
    public const string Script = "script";
    public const string Shiny = "shiny_asset";

    /// <summary>The <c>deployed_asset_type</c>, or null when the type cannot be deployed.</summary>
    public static string? DeployedType(string assetType) => assetType switch
    {
        Model => "model",
        Function => "function",
        Script => "py_script",
        Shiny => "r_shiny",
        _ => null,
    };

    /// <summary>Whether an asset of that type can be deployed that way.</summary>
    public static bool Supports(string assetType, DeploymentKind kind) => (assetType, kind) switch
    {
        (Model or Function, DeploymentKind.Online or DeploymentKind.Batch) => true,
        (Script, DeploymentKind.Batch) => true,
        (Shiny, DeploymentKind.RShiny) => true,
        _ => false,
    };
}
