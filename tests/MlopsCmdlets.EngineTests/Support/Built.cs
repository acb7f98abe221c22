using System.Reflection;

namespace MlopsCmdlets.EngineTests.Support;

/// <summary>Where the build put what is tested.</summary>
internal static class Built
{
    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public static string ModuleFolder => Metadata("ModuleFolder");

    public static string Manifest => Path.Combine(ModuleFolder, "MlopsCmdlets.psd1");

    public static string HostProgram => Metadata("HostProgram");

    private static string Metadata(string key) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
