#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace MlopsCmdlets.Loader;

/// <summary>
/// PowerShell 7: sends requests of the default load context for this module's own libraries to a private context. Third-party libraries are only
/// ever loaded there, so that other versions of them, loaded by other modules, neither see nor disturb ours.
/// </summary>
internal static class DependencyResolver
{
    private const string OwnPrefix = "MlopsCmdlets.";

    /// <summary>Once per process, since the default load context is one per process; the runtime makes the initialisation thread-safe.</summary>
    private static readonly Lazy<ModuleLoadContext> Context = new(Hook);

    public static void Install() => _ = Context.Value;

    private static ModuleLoadContext Hook()
    {
        string folder = Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!;
        var context = new ModuleLoadContext(Path.Combine(folder, "deps"));
        AssemblyLoadContext.Default.Resolving += (_, name) => Resolve(context, name);
        return context;
    }

    /// <summary>Whether a library is of this module, by its simple name.</summary>
    public static bool IsOurs(string simpleName) => simpleName.StartsWith(OwnPrefix, StringComparison.Ordinal);

    private static Assembly? Resolve(ModuleLoadContext context, AssemblyName name) =>
        name.Name is { } simpleName && IsOurs(simpleName) && context.Has(simpleName)
            ? context.LoadFromAssemblyName(name)
            : null;
}
#endif
