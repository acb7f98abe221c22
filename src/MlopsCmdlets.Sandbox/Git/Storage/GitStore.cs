using System.Globalization;

namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>The folder with all repositories of a sandbox, the git program's settings and its hook. Made at first use.</summary>
internal sealed class GitStore
{
    private const string Configuration = """
        [http]
        	receivepack = true
        [core]
        	hooksPath = HOOKS
        	autocrlf = false
        	quotePath = false
        [receive]
        	fsckObjects = true
        	autogc = false
        	hideRefs = refs/pull
        	advertisePushOptions = false
        [uploadpack]
        	allowFilter = true
        	allowAnySHA1InWant = true
        [gc]
        	auto = 0
        [maintenance]
        	auto = false
        [safe]
        	directory = *
        [advice]
        	detachedHead = false

        """;

    private readonly Lazy<string> _folder;
    private readonly Lazy<GitProgram> _program;
    private readonly Lazy<string?> _file;
    private int _number;

    public GitStore(string? configuredProgram, Func<string> makeFolder)
    {
        _folder = new(() => Prepare(makeFolder()));
        _file = new(() => GitProgram.Find(configuredProgram));
        _program = new(() => new GitProgram(_file.Value, _folder.Value));
    }

    public bool HasProgram => _file.Value is not null;

    /// <summary>The repositories are below it; <c>GIT_PROJECT_ROOT</c> of the backend.</summary>
    public string Folder => _folder.Value;

    public GitProgram Program => _program.Value;

    public BareRepository Create(string defaultBranch, string objectFormat = "sha1")
    {
        Program.Require();
        return BareRepository.Create(Program, Path.Combine(Folder, Interlocked.Increment(ref _number).ToString("x6", CultureInfo.InvariantCulture) + ".git"), defaultBranch, objectFormat);
    }

    private static string Prepare(string folder)
    {
        var hooks = Directory.CreateDirectory(Path.Combine(folder, "hooks")).FullName;
        File.WriteAllText(Path.Combine(folder, ".gitconfig"), Configuration.Replace("HOOKS", hooks.Replace('\\', '/'), StringComparison.Ordinal).ReplaceLineEndings("\n"));
        var hook = Path.Combine(hooks, "proc-receive");
        File.WriteAllText(hook, Transport.ReceiveHook.Script);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
