using System.Reflection;

namespace MlopsCmdlets.Help.Reading;

/// <summary>Finds assemblies by simple name: beside the module, in the folders given, and last beside this tool's own engine and in its runtime.</summary>
internal sealed class ModuleAssemblyResolver(IEnumerable<string> folders) : MetadataAssemblyResolver
{
    private readonly string[] folders =
        [.. folders, Path.GetDirectoryName(typeof(System.Management.Automation.PSObject).Assembly.Location)!, Path.GetDirectoryName(typeof(object).Assembly.Location)!];

    public override Assembly? Resolve(MetadataLoadContext context, AssemblyName assemblyName)
    {
        var file = folders.Select(f => Path.Combine(f, assemblyName.Name + ".dll")).FirstOrDefault(File.Exists);
        return file is null ? null : context.LoadFromAssemblyPath(file);
    }
}
