namespace MlopsCmdlets.Host.Engine;

/// <summary>Makes the published module of this clone importable by name.</summary>
internal static class ModuleFolder
{
    private const string Variable = "PSModulePath";
    private const string ModuleName = "MlopsCmdlets";

    /// <summary>The folder artifacts/module of the clone that this program was built in, or null when it holds no module.</summary>
    public static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var modules = Path.Combine(folder.FullName, "artifacts", "module");
            if (Directory.Exists(Path.Combine(modules, ModuleName))) return modules;
        }

        return null;
    }

    /// <summary>
    /// Puts the folder first in the module path. Folders with PowerShell's own modules are dropped: they load only into the PowerShell that
    /// they came with, and would turn "no such command" into errors that are hard to read.
    /// </summary>
    public static void UseFirst(string? folder)
    {
        var others = (Environment.GetEnvironmentVariable(Variable) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(f => f.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) || !Directory.Exists(Path.Combine(f, "Microsoft.PowerShell.Utility")));
        Environment.SetEnvironmentVariable(Variable, string.Join(Path.PathSeparator, folder is null ? others : others.Prepend(folder)));
    }
}
