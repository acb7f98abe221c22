using System.Management.Automation;

namespace MlopsCmdlets.Loader;

/// <summary>
/// Runs when PowerShell imports this assembly, which the manifest lists as nested module so that it comes before the root module. From then on
/// the dependencies of the module are found in its own <c>deps</c> folder.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    /// <remarks>
    /// Nothing is undone when the module is removed: other runspaces of the process may still be using it, and a second import finds the hook in place.
    /// </remarks>
    public void OnImport() => DependencyResolver.Install();
}
