namespace MlopsCmdlets.Sandbox.Tests.Seed;

/// <summary>Real files that lie beside the repository, in <c>../shared/data</c>, or in the folder that MLOPS_SHARED_DATA names. They are not part of it.</summary>
internal static class SharedData
{
    public const string Absent = "The real data are not part of the repository: put them into ../shared/data, or name their folder in MLOPS_SHARED_DATA.";

    public static string? Find(string name)
    {
        if (Environment.GetEnvironmentVariable("MLOPS_SHARED_DATA") is { Length: > 0 } folder)
            return File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            var file = Path.Combine(up.FullName, "shared", "data", name);
            if (File.Exists(file)) return file;
        }

        return null;
    }
}
