namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Which types an export carries.</summary>
internal static class AssetKinds
{
    // Exports leave runs out on every release; jobs and what belongs to them travel on some releases and from projects only.
    private static readonly HashSet<string> Never = new(StringComparer.Ordinal) { "job_run" };
    private static readonly HashSet<string> Sometimes = new(StringComparer.Ordinal) { "job", "wml_deployment_job_definition", "environment", "folder_asset" };

    internal static bool NeverTravels(string type) => Never.Contains(type);

    internal static bool MayBeLeftOut(string type) => Sometimes.Contains(type);
}
