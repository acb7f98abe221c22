using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>The git program of this machine, run with settings of the sandbox only: nobody's own configuration changes what it does.</summary>
internal sealed partial class GitProgram
{
    private readonly string? _file;
    private readonly string _home;
    private readonly Lazy<(Version Version, string Backend)> _facts;

    /// <param name="file">The program; null when there is none.</param>
    /// <param name="home">A folder whose <c>.gitconfig</c> the program reads.</param>
    public GitProgram(string? file, string home)
    {
        _home = home;
        _file = file;
        _facts = new(ReadFacts);
    }

    /// <summary>The program that speaks the smart HTTP protocol.</summary>
    public string Backend => _facts.Value.Backend;

    /// <summary><c>merge-tree --write-tree</c> came with 2.38; before, a merge needs a folder with the files.</summary>
    public bool MergesWithoutFiles => _facts.Value.Version >= new Version(2, 38);

    /// <exception cref="ApiException">503: there is no git program.</exception>
    public void Require()
    {
        if (_file is null)
            throw new ApiException(503, "git_missing", "The git program was not found on this machine, and the sandbox's Git host needs it. Install git and start the sandbox again; everything else of the sandbox works without it.");
    }

    /// <summary>What to start, with the environment in which it runs.</summary>
    public ProcessStartInfo Start(string folder, string? program = null)
    {
        Require();
        var start = new ProcessStartInfo(program ?? _file!)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["HOME"] = _home;
        start.Environment["XDG_CONFIG_HOME"] = _home;
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<GitOutput> RunAsync(string folder, IEnumerable<string> arguments, byte[]? input = null, IEnumerable<(string Name, string Value)>? environment = null, CancellationToken cancellationToken = default)
    {
        var start = Start(folder);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        var read = process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            if (input is not null) await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all; its exit code tells why.
        }

        await read;
        await process.WaitForExitAsync(cancellationToken);
        return new(process.ExitCode, output.ToArray(), await errors);
    }

    /// <summary>The file to start, or null.</summary>
    /// <param name="configured">The program to use; null means the one on the search path. An empty text means none.</param>
    public static string? Find(string? configured)
    {
        if (configured is not null) return File.Exists(configured) ? configured : null;
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder.Trim('"'), name))
            .FirstOrDefault(File.Exists);
    }

    private (Version Version, string Backend) ReadFacts()
    {
        var version = VersionNumber().Match(Ask("--version"));
        var parsed = version.Success ? new Version(int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(version.Groups[2].Value, CultureInfo.InvariantCulture)) : new Version(2, 0);
        var backend = Path.Combine(Ask("--exec-path"), OperatingSystem.IsWindows() ? "git-http-backend.exe" : "git-http-backend");
        return File.Exists(backend)
            ? (parsed, backend)
            : throw new ApiException(503, "git_missing", $"This machine's git has no git-http-backend (looked for {backend}), which the sandbox's Git host needs.");
    }

    private string Ask(string argument)
    {
        var start = Start(_home);
        start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Trim();
    }

    [GeneratedRegex(@"(\d+)\.(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionNumber();
}
