using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Tests.Git;

/// <summary>A PowerShell engine with the cmdlets of Git hosts, in a folder of its own that may be a clone with environments.</summary>
internal sealed class GitEngine : IDisposable
{
    private static readonly Type[] Commands =
    [
        typeof(GetMlopsPullRequestCommand), typeof(NewMlopsPullRequestCommand), typeof(ApproveMlopsPullRequestCommand), typeof(DenyMlopsPullRequestCommand), typeof(MergeMlopsPullRequestCommand),
        typeof(CloseMlopsPullRequestCommand), typeof(AddMlopsPullRequestCommentCommand), typeof(SetMlopsStatusCommand), typeof(ProtectMlopsBranchCommand), typeof(UnprotectMlopsBranchCommand),
        typeof(GetMlopsGitHostCommand), typeof(DisconnectMlopsGitHostCommand),
    ];

    private readonly Runspace _runspace;

    public GitEngine(FakeGitHost? host = null, bool clone = true, bool environments = true)
    {
        if (clone)
        {
            Write(".git/config", "[remote \"origin\"]\n\turl = https://git.example.com/churn-team/churn.git\n");
            Write(".git/HEAD", "ref: refs/heads/feature\n");
        }

        if (environments)
        {
            Write("mlops.json", """
                {"version":1,"environments":[
                 {"name":"dev","url":"https://cpd.example.com","space":"d","branch":"dev"},
                 {"name":"uat","url":"https://cpd.example.com","space":"u","branch":"uat","predecessor":"dev"},
                 {"name":"prd","url":"https://cpd.example.com","space":"p","branch":"prd","predecessor":"uat","production":true}]}
                """);
        }

        InitialSessionState state = InitialSessionState.CreateDefault2();
        foreach (Type type in Commands)
        {
            var cmdlet = (CmdletAttribute)type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Single();
            state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, null));
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        _runspace.SessionStateProxy.Path.SetLocation(Folder);
        if (host is not null)
            Connect("fake", host);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("githost").FullName;

    public MlopsGitHost Connect(string name, FakeGitHost host)
    {
        Runspace? before = Runspace.DefaultRunspace;
        try
        {
            Runspace.DefaultRunspace = _runspace;
            var connection = new MlopsGitHost(name, host, new GitHostAccess(host.Kind, host.Url, new SecureString()), host.Me);
            Session.RunspaceState.OfCurrent().GitHosts.Add(connection);
            return connection;
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    public (IReadOnlyList<object> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings) Run(string script, params object?[] arguments)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (object? argument in arguments)
            shell.AddArgument(argument);
        try
        {
            IReadOnlyList<object> output = [.. shell.Invoke().Select(o => o.BaseObject)];
            return (output, [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(w => w.Message)]);
        }
        catch (RuntimeException failure)
        {
            return ([], [failure.ErrorRecord], [.. shell.Streams.Warning.Select(w => w.Message)]);
        }
    }

    public T Single<T>(string script, params object?[] arguments)
    {
        var (output, errors, _) = Run(script, arguments);
        Assert.True(errors.Count == 0, string.Join("\n", errors.Select(e => $"{e.FullyQualifiedErrorId}: {e}")));
        return Assert.IsType<T>(Assert.Single(output));
    }

    public string ErrorOf(string script, params object?[] arguments) => Assert.Single(Run(script, arguments).Errors).FullyQualifiedErrorId.Split(',')[0];

    public void Write(string path, string text)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose()
    {
        _runspace.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
