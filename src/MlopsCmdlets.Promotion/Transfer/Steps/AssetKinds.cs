namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Which types an export carries, and how a type is brought up to date.</summary>
internal static class AssetKinds
{
    internal const string Connection = "connection", Model = "wml_model", SoftwareSpecification = "software_specification";

    // Exports leave runs out on every release; jobs and what belongs to them travel on some releases and from projects only.
    private static readonly HashSet<string> Never = new(StringComparer.Ordinal) { "job_run" };
    private static readonly HashSet<string> Sometimes = new(StringComparer.Ordinal) { "job", "wml_deployment_job_definition", "environment", "folder_asset" };
    private static readonly HashSet<string> InPlace = new(StringComparer.Ordinal) { "data_asset", Connection, "script" };
    private static readonly HashSet<string> Deployable = new(StringComparer.Ordinal) { Model, "wml_function", "script", "ai_service", "shiny_asset" };

    internal static bool NeverTravels(string type) => Never.Contains(type);

    internal static bool MayBeLeftOut(string type) => Sometimes.Contains(type);

    /// <summary>True for what a promotion changes in place, so that references to it stay valid; everything else gets a new version.</summary>
    internal static bool ChangesInPlace(string type) => InPlace.Contains(type);

    /// <summary>True for what a deployment can serve.</summary>
    internal static bool IsDeployable(string type) => Deployable.Contains(type);

    internal static IReadOnlyList<string> DeployableTypes => [.. Deployable];
}
