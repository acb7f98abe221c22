using System.Globalization;

namespace MlopsCmdlets.Benchmarks.Support;

/// <summary>Runs a script in a fresh PowerShell: the real one if it is on the PATH, else the console host of the sources.</summary>
internal static class Shell
{
    private static readonly string? PowerShell = Tool.Find("pwsh");

    public static string Name => PowerShell is null ? "the console host of the sources (no pwsh on the PATH)" : "pwsh";

    /// <summary>Runs a script that writes lines of the form "name=number"; a name may come more than once.</summary>
    public static async Task<ILookup<string, double>> MeasureAsync(string script, params IEnumerable<string> arguments)
    {
        string path = Built.Script(script);
        string output = PowerShell is null
            ? await Tool.RunAsync("dotnet", [Built.Host, path, .. arguments])
            : await Tool.RunAsync(PowerShell, ["-NoProfile", "-NonInteractive", "-File", path, .. arguments]);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('='))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public static async Task<string> VersionAsync() =>
        PowerShell is null ? Name : (await Tool.RunAsync(PowerShell, "--version")).Trim();
}
