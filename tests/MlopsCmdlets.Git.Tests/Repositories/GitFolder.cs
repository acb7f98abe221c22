using System.Diagnostics;
using MlopsCmdlets.Tests.Shared;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>A temporary folder with an odd name, and the git program in it.</summary>
internal sealed class GitFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("repos ü ");

    public string this[string path] => Path.Combine(_root.FullName, path);

    /// <summary>Runs git, which must succeed; gives its output.</summary>
    public string Git(string folder, params string[] arguments)
    {
        (int code, string output, string errors) = TryGit(folder, arguments);
        Assert.True(code == 0, $"git {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    public (int Code, string Output, string Errors) TryGit(string folder, params string[] arguments)
    {
        ProcessStartInfo start = ChildProgram.With("git", arguments);
        start.WorkingDirectory = this[folder];
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd().TrimEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    public string Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], content);
        return this[path];
    }

    public string Read(string path) => File.ReadAllText(this[path]);

    /// <summary>Commits one file; gives the commit.</summary>
    public string Commit(string repository, string file, string content)
    {
        Write(Path.Combine(repository, file), content);
        Git(repository, "add", "--all");
        Git(repository, "commit", "--quiet", "-m", $"Change {file}");
        return Git(repository, "rev-parse", "HEAD");
    }

    /// <summary>A bare repository "upstream" with branches dev, uat and prd, and a clone "clone" on dev.</summary>
    public GitFolder WithClone()
    {
        Git("", "init", "--quiet", "--initial-branch=dev", "first");
        Commit("first", "model.txt", "test_size=0.4\n");
        Git("first", "branch", "uat");
        Git("first", "branch", "prd");
        Git("", "clone", "--quiet", "--bare", "first", "upstream");
        Git("", "clone", "--quiet", this["upstream"], "clone");
        return this;
    }

    /// <summary>Another user's clone, and a commit of theirs that is on the upstream's dev.</summary>
    public string CommitElsewhere(string file = "other.txt")
    {
        if (!Directory.Exists(this["elsewhere"]))
            Git("", "clone", "--quiet", this["upstream"], "elsewhere");
        string commit = Commit("elsewhere", file, Guid.NewGuid().ToString());
        Git("elsewhere", "push", "--quiet");
        return commit;
    }

    /// <summary>The program's own judgement of a repository.</summary>
    public void AssertSound(string repository)
    {
        (int code, _, string errors) = TryGit(repository, "fsck", "--strict", "--no-dangling");
        Assert.True(code == 0 && errors.Replace("notice: HEAD points to an unborn branch (master)", "").Trim().Length == 0, errors);
    }

    public void Hook(string repository, string name, string script) =>
        MakeRunnable(Write(Path.Combine(repository, ".git", "hooks", name), "#!/bin/sh\n" + script));

    public static void MakeRunnable(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        using Process mode = Process.Start(ChildProgram.With("chmod", "u+x", path))!;
        mode.WaitForExit();
    }

    public void Dispose()
    {
        try
        {
            foreach (FileInfo file in _root.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.IsReadOnly && !f.Attributes.HasFlag(FileAttributes.ReparsePoint)))
                file.IsReadOnly = false;
            _root.Delete(recursive: true);
        }
        catch (IOException)
        {
            // An abandoned clone is being tidied up at the same time; the rest is the system's.
        }
    }
}
