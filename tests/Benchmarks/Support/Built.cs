using System.Reflection;

namespace MlopsCmdlets.Benchmarks.Support;

/// <summary>Where the build put what is measured.</summary>
internal static class Built
{
    public static string ResultsFolder => Metadata("ResultsFolder");

    public static string Module => Metadata("Module");

    public static string EmptyModule => Metadata("EmptyModule");

    public static string Host => Metadata("Host");

    public static string Sandbox => Metadata("Sandbox");

    /// <summary>A script of this project.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static string Metadata(string key) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
