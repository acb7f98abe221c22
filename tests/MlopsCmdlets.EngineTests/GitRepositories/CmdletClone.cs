using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using System.Security;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.GitRepositories;

/// <summary>A repository of its own on the sandbox's GitHub, a PowerShell session that is connected to it as two users, and a clone on dev made by the cmdlets.</summary>
internal sealed class CmdletClone : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CmdletClone(SandboxFixture sandbox)
    {
        foreach (string role in new[] { "AUTHOR", "COMMITTER" })
        {
            Environment.SetEnvironmentVariable($"GIT_{role}_NAME", "Data Scientist");
            Environment.SetEnvironmentVariable($"GIT_{role}_EMAIL", "ds@example.com");
        }

        Engine = sandbox.Connect();
        Engine.SetVariable("name", Name);
        Engine.SetVariable("clone", this["clone"]);
        Engine.SetVariable("folder", _folder.Root);
        Engine.Run("""
            $PSDefaultParameterValues = @{ '*-Mlops*:RepositoryPath' = $clone }
            $null = Invoke-CpdRestMethod -Method POST -Path /_sandbox/git/repositories -Body @{ owner = 'churn-team'; name = $name.Substring(11); default_branch = 'prd'; branches = 'dev', 'uat', 'prd'; files = @{ 'model.txt' = 'test_size=0.4' } }
            $sandbox | Connect-MlopsGitHost -UserName lead -Name lead
            $sandbox | Connect-MlopsGitHost -UserName datascientist -Name scientist
            $null = New-MlopsRepository -Clone $name -Path $clone -Branch dev
            $address = (Get-MlopsRepository).RemoteUrl
            """).ThrowIfFailed();
    }

    public Engine Engine { get; }

    /// <summary>Owner and name.</summary>
    public string Name { get; } = "churn-team/r" + Guid.NewGuid().ToString("N");

    /// <summary>A place in the folder of the clone "clone".</summary>
    public string this[string path] => _folder[path];

    public string[] Names => _folder.Names;

    /// <summary>The path of the repository's smart HTTP requests.</summary>
    public string GitPath => new Uri(Single("$address")).AbsolutePath;

    public string Single(string script, params object?[] arguments) => Engine.Run(script, arguments).ThrowIfFailed().Single().ToString();

    /// <summary>A changed file, committed; gives the commit.</summary>
    public string Commit(string file, string content)
    {
        File.WriteAllText(this["clone/" + file], content);
        return Single("(Save-MlopsChange 'A change').Commit");
    }

    /// <summary>The token of one of the sandbox's users, or one with a label, for Connect-MlopsGitHost -Token.</summary>
    public SecureString Token(string label) => new NetworkCredential("", Single("(Invoke-CpdRestMethod -Path /_sandbox/git).tokens | Where-Object label -eq $args[0] | ForEach-Object token", label)).SecurePassword;

    public string Git(string folder, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = this[folder], RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {arguments[0]}: {errors.Result}");
        return output.Trim();
    }

    /// <summary>Files that a process which is at work, or was killed, keeps in a repository.</summary>
    public string[] Locks(string folder) => [.. Directory.GetFiles(this[folder + "/.git"], "*.lock", SearchOption.AllDirectories)];

    public void Dispose()
    {
        Engine.Dispose();
        try
        {
            foreach (string file in Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories))
                File.SetAttributes(file, FileAttributes.Normal);
            _folder.Dispose();
        }
        catch (IOException)
        {
            // An abandoned clone tidies up at the same time.
        }
    }
}
