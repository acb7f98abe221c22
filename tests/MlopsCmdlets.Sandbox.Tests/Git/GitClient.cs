using System.Diagnostics;

namespace MlopsCmdlets.Sandbox.Tests.Git;

/// <summary>The git program as a user has it, with a home of its own, and a folder for its clones.</summary>
internal sealed class GitClient : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sandbox-git-");

    public string Folder => _folder.FullName;

    public string this[string path] => Path.Combine(Folder, path);

    public async Task<Result> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = Path.Combine(Folder, folder), RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("GIT_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["HOME"] = Folder;
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in new[] { ("AUTHOR_NAME", "Test"), ("AUTHOR_EMAIL", "test@example.invalid"), ("COMMITTER_NAME", "Test"), ("COMMITTER_EMAIL", "test@example.invalid") })
            start.Environment["GIT_" + name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, (await output).TrimEnd(), await errors);
    }

    /// <summary>Runs a command that must succeed; gives its output.</summary>
    public async Task<string> DoAsync(string folder, params string[] arguments)
    {
        var result = await RunAsync(folder, arguments);
        Assert.True(result.ExitCode == 0, $"git {string.Join(' ', arguments)}: {result.Errors}");
        return result.Output;
    }

    public async Task WriteAsync(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        await File.WriteAllTextAsync(this[path], text, TestContext.Current.CancellationToken);
    }

    /// <summary>Commits one file in a clone; gives the commit.</summary>
    public async Task<string> CommitAsync(string clone, string file, string text, string message = "Change")
    {
        await WriteAsync(Path.Combine(clone, file), text);
        await DoAsync(clone, "add", "--all");
        await DoAsync(clone, "commit", "--quiet", "-m", message);
        return await DoAsync(clone, "rev-parse", "HEAD");
    }

    public void Dispose()
    {
        // Objects are read-only files.
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.IsReadOnly)) file.IsReadOnly = false;
        _folder.Delete(recursive: true);
    }

    internal sealed record Result(int ExitCode, string Output, string Errors);
}
