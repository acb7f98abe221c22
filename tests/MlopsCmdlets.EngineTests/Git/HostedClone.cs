using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using System.Security;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Git;

/// <summary>A repository on one of the sandbox's Git hosts with branches dev, uat and prd, a clone of it by the git program, and two users that are connected.</summary>
internal sealed class HostedClone : IDisposable
{
    public const string Notebook = """{"cells":[{"cell_type":"code","execution_count":null,"id":"a","metadata":{},"outputs":[],"source":"train_test_split(X, test_size=0.4)"}],"metadata":{},"nbformat":4,"nbformat_minor":5}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hosted-clone-");
    private readonly bool _ownsEngine;

    /// <param name="sandbox">The sandbox.</param>
    /// <param name="kind">GitHub or AzureRepos.</param>
    public HostedClone(SandboxFixture sandbox, string kind)
        : this(sandbox.Connect(width: 80), sandbox.Url, kind) => _ownsEngine = true;

    /// <param name="engine">Where <c>$sandbox</c> is the sandbox that is connected as <c>test</c>.</param>
    /// <param name="url">The sandbox's address.</param>
    /// <param name="kind">GitHub or AzureRepos.</param>
    public HostedClone(Engine engine, Uri url, string kind)
    {
        Engine = engine;
        string name = "model-" + Guid.NewGuid().ToString("N")[..8];
        (string host, string owner) = kind == "GitHub" ? ("github", "churn-team") : ("azure", "churn-team/mlops");
        Repository = $"{owner[(owner.IndexOf('/', StringComparison.Ordinal) + 1)..]}/{name}";
        PSObject made = Engine.Run(
            "Invoke-CpdRestMethod -Session test -Method Post -Path /_sandbox/git/repositories -Body @{ host = $args[0]; owner = $args[1]; name = $args[2]; default_branch = 'prd'; branches = @('dev', 'uat', 'prd'); files = @{ 'churn.ipynb' = $args[3]; 'mlops.json' = $args[4] } }",
            host, owner, name, Notebook, Environments(url)).ThrowIfFailed().Single();
        CloneUrl = (string)made.Properties["clone_url"].Value;
        // Its administrator may have another name.
        Engine.Run("$sandbox | Connect-MlopsGitHost -Kind $args[0] -Name admin", kind).ThrowIfFailed();
        foreach (string user in new[] { "lead", "datascientist" })
            Engine.Run("$sandbox | Connect-MlopsGitHost -Kind $args[0] -UserName $args[1] -Name $args[1]", kind, user).ThrowIfFailed();
        Git(Folder, "-c", "http.sslVerify=false", "clone", "--quiet", "--branch", "dev", WithToken("datascientist"), ".");
        Git(Folder, "config", "http.sslVerify", "false");
        Git(Folder, "remote", "set-url", "origin", CloneUrl);
        Engine.Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", Folder).ThrowIfFailed();
    }

    public Engine Engine { get; }

    public string Folder => _folder.FullName;

    /// <summary>Owner and name as the cmdlets take them.</summary>
    public string Repository { get; }

    public string CloneUrl { get; }

    /// <summary>Makes a branch with a changed notebook, pushes it, and leaves it checked out.</summary>
    public string Change(string branch, string before, string after, string from = "dev")
    {
        Git(Folder, "fetch", "--quiet", WithToken("datascientist"), "+refs/heads/*:refs/remotes/origin/*");
        Git(Folder, "checkout", "--quiet", "-B", branch, "refs/remotes/origin/" + from);
        string file = Path.Combine(Folder, "churn.ipynb");
        File.WriteAllText(file, File.ReadAllText(file).Replace(before, after, StringComparison.Ordinal));
        Git(Folder, "commit", "--quiet", "--all", "-m", "Change");
        Push(branch);
        return Git(Folder, "rev-parse", "HEAD");
    }

    public void Push(string branch) => Git(Folder, "push", "--quiet", WithToken("datascientist"), $"{branch}:{branch}");

    public void Fetch() => Git(Folder, "fetch", "--quiet", WithToken("datascientist"), "+refs/heads/*:refs/remotes/origin/*");

    public string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["HOME"] = folder;
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        foreach (string role in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{role}_NAME"] = "Test";
            start.Environment[$"GIT_{role}_EMAIL"] = "test@example.invalid";
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {arguments[0]}: {errors.Result}");
        return output.Trim();
    }

    public void Dispose()
    {
        if (_ownsEngine)
            Engine.Dispose();
        foreach (FileInfo file in _folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.IsReadOnly))
            file.IsReadOnly = false;
        _folder.Delete(recursive: true);
    }

    private string WithToken(string login)
    {
        PSObject user = Engine.Run("$sandbox.GitUsers | Where-Object Login -eq $args[0]", login).ThrowIfFailed().Single();
        return new UriBuilder(CloneUrl) { UserName = login, Password = new NetworkCredential("", (SecureString)user.Properties["Token"].Value).Password }.Uri.ToString();
    }

    private static string Environments(Uri url) => $$"""
        {"version":1,"environments":[
         {"name":"dev","url":"{{url.GetLeftPart(UriPartial.Authority)}}","space":"d","branch":"dev"},
         {"name":"uat","url":"{{url.GetLeftPart(UriPartial.Authority)}}","space":"u","branch":"uat","predecessor":"dev"},
         {"name":"prd","url":"{{url.GetLeftPart(UriPartial.Authority)}}","space":"p","branch":"prd","predecessor":"uat","production":true}]}
        """;
}
