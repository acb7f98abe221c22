namespace MlopsCmdlets.Sandbox;

/// <summary>Finds the sandbox program: beside the module's sources in a clone, else as the dotnet tool <c>mlops-sandbox</c>.</summary>
/// <param name="FileName">What to start.</param>
/// <param name="FirstArguments">Arguments that come before the sandbox's own.</param>
internal sealed record SandboxProgram(string FileName, IReadOnlyList<string> FirstArguments)
{
    private const string Assembly = "MlopsCmdlets.Sandbox.dll";
    private const string Tool = "mlops-sandbox";

    /// <param name="moduleFolder">Folder of the imported module, where the search for a clone begins.</param>
    /// <param name="explicitPath">The user's choice: the program, its .dll, or null.</param>
    /// <exception cref="SandboxNotFoundException">There is none.</exception>
    public static SandboxProgram Find(string? moduleFolder, string? explicitPath)
    {
        if (explicitPath is not null)
            return File.Exists(explicitPath) ? Of(explicitPath) : throw new SandboxNotFoundException($"There is no file '{explicitPath}'.");
        string? path = InClone(moduleFolder) ?? OnPath();
        return path is null
            ? throw new SandboxNotFoundException("The sandbox program was found neither in a clone of the sources nor as the dotnet tool 'mlops-sandbox'.")
            : Of(path);
    }

    private static SandboxProgram Of(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? new("dotnet", [path]) : new(path, []);

    private static string? InClone(string? start)
    {
        for (DirectoryInfo? folder = start is null ? null : new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            string output = Path.Combine(folder.FullName, "src", "MlopsCmdlets.Sandbox", "bin");
            if (!Directory.Exists(output))
                continue;
            return Directory.EnumerateFiles(output, Assembly, SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}publish{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                    && File.Exists(Path.ChangeExtension(file, ".runtimeconfig.json")))
                .OrderByDescending(File.GetLastWriteTimeUtc)
                .FirstOrDefault();
        }

        return null;
    }

    private static string? OnPath()
    {
        string name = Path.DirectorySeparatorChar == '\\' ? Tool + ".exe" : Tool;
        string home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append(home)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
