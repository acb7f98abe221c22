using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary>What the writer and the reader of bundles agree on (reference §6.3 and 6.5).</summary>
internal static class Bundle
{
    public const string MetadataFolder = "assets/.METADATA/";
    public const string BytesFolder = "assets/";
    public const string Version = "1.0.13.cp4d";

    /// <summary>Whether assets of a type are part of bundles: runs never are, jobs only those of projects in newer releases.</summary>
    public static bool Travels(ReleaseProfile release, Container container, string type) => type switch
    {
        "job_run" => false,
        "job" => container.Kind == ContainerKind.Project && release.ProjectBundlesHoldJobs,
        _ => true,
    };
}
