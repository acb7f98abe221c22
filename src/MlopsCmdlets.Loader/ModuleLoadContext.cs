#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace MlopsCmdlets.Loader;

/// <summary>The private load context: what lies in <c>deps</c> is loaded from there, everything else comes from PowerShell.</summary>
internal sealed class ModuleLoadContext(string folder) : AssemblyLoadContext("MlopsCmdlets")
{
    public bool Has(string simpleName) => File.Exists(PathOf(simpleName));

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || !Has(name))
            return null;
        string path = PathOf(name);
        // Our own always fit. Looking into a file without loading it brings in three libraries of the runtime, which an import should not wait for.
        return DependencyResolver.IsOurs(name) || Satisfies(AssemblyName.GetAssemblyName(path), assemblyName) ? LoadFromAssemblyPath(path) : null;
    }

    /// <summary>LibGit2Sharp asks for <c>git2-&lt;hash&gt;</c>; its own search looks in PowerShell's folder, not in ours.</summary>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string natives = Path.Combine(folder, "runtimes", NativeRuntime.Identifier, "native");
        foreach (string candidate in NativeRuntime.FileNames(unmanagedDllName))
        {
            string path = Path.Combine(natives, candidate);
            if (File.Exists(path))
                return LoadUnmanagedDllFromPath(path);
        }

        return nint.Zero;
    }

    private string PathOf(string simpleName) => Path.Combine(folder, simpleName + ".dll");

    /// <summary>Same name, same public key token, same culture, and at least the version asked for.</summary>
    private static bool Satisfies(AssemblyName candidate, AssemblyName requested) =>
        (requested.Version is null || candidate.Version >= requested.Version)
        && string.Equals(candidate.CultureName ?? "", requested.CultureName ?? "", StringComparison.OrdinalIgnoreCase)
        && (requested.GetPublicKeyToken() is not { Length: > 0 } token || token.AsSpan().SequenceEqual(candidate.GetPublicKeyToken()));

}
#endif
