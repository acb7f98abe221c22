#if NETFRAMEWORK
using System.Reflection;

namespace MlopsCmdlets.Loader;

/// <summary>
/// Windows PowerShell 5.1: powershell.exe has no binding redirects and .NET Framework no load contexts. Requests that the runtime could not
/// satisfy are answered from <c>deps</c>, by name and ignoring the version, but only for the libraries named here and only when this
/// module's own files ask.
/// </summary>
internal static class DependencyResolver
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "MlopsCmdlets.Http", "MlopsCmdlets.Cpd", "MlopsCmdlets.Git", "MlopsCmdlets.Metrics", "MlopsCmdlets.Promotion",
        "RestSharp", "Polly.Core", "LibGit2Sharp", "Octokit", "CsvHelper", "Cronos", "OxyPlot", "DiffPlex", "TimeZoneConverter",
        "Microsoft.Bcl.AsyncInterfaces", "Microsoft.Bcl.TimeProvider", "Microsoft.Bcl.HashCode", "Microsoft.Bcl.Memory", "Microsoft.CSharp",
        "System.Buffers", "System.Collections.Immutable", "System.ComponentModel.Annotations", "System.IO.Hashing", "System.IO.Pipelines", "System.Linq.Async",
        "System.Memory", "System.Numerics.Vectors", "System.Runtime.CompilerServices.Unsafe", "System.Text.Encodings.Web", "System.Text.Json",
        "System.Threading.Channels", "System.Threading.Tasks.Extensions", "System.ValueTuple",
    };

    private static readonly Lazy<string> Folder = new(Hook);

    public static void Install() => _ = Folder.Value;

    private static string Hook()
    {
        string own = Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!;
        string deps = Path.Combine(own, "deps");
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(own, deps, request);
        return deps;
    }

    private static Assembly? Resolve(string own, string deps, ResolveEventArgs request)
    {
        string? name = new AssemblyName(request.Name).Name;
        if (name is null || !Names.Contains(name) || !IsOurs(own, name, request.RequestingAssembly))
            return null;
        string path = Path.Combine(deps, name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

    /// <summary>The runtime does not always say who asks; then only our own libraries are answered for.</summary>
    private static bool IsOurs(string own, string name, Assembly? requesting) =>
        requesting is null || requesting.IsDynamic
            ? name.StartsWith("MlopsCmdlets.", StringComparison.Ordinal)
            : requesting.Location.StartsWith(own + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
}
#endif
