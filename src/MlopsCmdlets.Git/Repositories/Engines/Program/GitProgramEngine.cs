using System.Text;
using System.Text.RegularExpressions;
using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories.Engines.Program;

/// <summary>Works through the git program, which runs hooks and filters, signs, and has the user's own logins and protocols.</summary>
internal sealed class GitProgramEngine : IGitEngine
{
    private static readonly Regex Percent = new(@"^(?:remote: )?(?<stage>[A-Za-z ]+): +(?<percent>[0-9]{1,3})%", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Dictionary<string, string> Literal = new(StringComparer.Ordinal) { ["GIT_LITERAL_PATHSPECS"] = "1" };

    public bool RunsPrograms => true;

    public Task CloneAsync(string address, string folder, string? branch, RemoteAccess access, Action ended, CancellationToken cancellationToken)
    {
        return NativeWork.AwaitAsync(RunAsync(), cancellationToken);

        async Task<bool> RunAsync()
        {
            try
            {
                string[] arguments = ["clone", "--progress", .. branch is null ? Array.Empty<string>() : ["--branch", branch], "--", address, folder];
                return await TalkAsync(Path.GetDirectoryName(folder)!, address, access, arguments, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                ended();
            }
        }
    }

    public Task FetchAsync(string root, string remote, RemoteAccess access, CancellationToken cancellationToken) =>
        NativeWork.AwaitAsync(TalkAsync(root, AddressOf(root, remote).Url, access, ["fetch", "--progress", "--prune", "--end-of-options", remote], cancellationToken), cancellationToken);

    public Task CheckoutNewAsync(string root, string branch, string commit, CancellationToken cancellationToken) =>
        RunAsync(root, ["checkout", "--quiet", "--no-track", "-b", branch, commit], cancellationToken);

    public Task CheckoutAsync(string root, string branch, CancellationToken cancellationToken) =>
        RunAsync(root, ["checkout", "--quiet", branch, "--"], cancellationToken);

    public async Task StageAsync(string root, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> known = await NativeWork.RunAsync(() => Known(root, paths), cancellationToken).ConfigureAwait(false);
        // Waited for to its end, which a cancellation brings about: it must not read what the files get back then.
        if (known.Count > 0)
            await RunToEndAsync(root, ["add", "--all", "--pathspec-from-file=-", "--pathspec-file-nul"], cancellationToken, Encoding.UTF8.GetBytes(string.Join("\0", known))).ConfigureAwait(false);
    }

    // Lines that begin with # stay, as through libgit2.
    public Task CommitAsync(string root, string message, CancellationToken cancellationToken) =>
        RunAsync(root, ["commit", "--quiet", "--cleanup=whitespace", "--file=-"], cancellationToken, Encoding.UTF8.GetBytes(message));

    public Task TagAsync(string root, string name, string commit, string message, CancellationToken cancellationToken) =>
        RunAsync(root, ["tag", "--annotate", "--cleanup=whitespace", "--file=-", "--end-of-options", name, commit], cancellationToken, Encoding.UTF8.GetBytes(message));

    public Task<string?> PushAsync(string root, string remote, string refspec, string? expected, RemoteAccess access, CancellationToken cancellationToken) =>
        NativeWork.AwaitAsync(PushToEndAsync(root, remote, refspec, expected, access, cancellationToken), cancellationToken);

    private static async Task<string?> PushToEndAsync(string root, string remote, string refspec, string? expected, RemoteAccess access, CancellationToken cancellationToken)
    {
        GitRemote known = AddressOf(root, remote);
        using var environment = new GitProgramEnvironment(known.PushUrl, access);
        string name = refspec.Substring(refspec.IndexOf(':') + 1);
        string[] lease = expected is null ? [] : [$"--force-with-lease={name}:{expected}"];
        GitProgramResult result = await GitProgram.RunAsync(root, ["push", "--porcelain", "--progress", .. lease, "--end-of-options", remote, refspec], environment.Variables, input: null, Progress(access), cancellationToken).ConfigureAwait(false);
        // A line for the reference: flag, from:to, and a summary, separated by tabs (https://git-scm.com/docs/git-push).
        string[]? line = result.Output.Split('\n').Select(l => l.TrimEnd('\r').Split('\t')).FirstOrDefault(f => f.Length >= 3 && f[1].EndsWith(":" + name, StringComparison.Ordinal));
        if (line is not null && line[0] == "!")
            throw expected is not null && line[2].Contains("stale info") ? BranchMovedException.OnRemote(PushRejections.Short(name)) : Rejection(name, line[2], result.Errors, remote);
        if (result.ExitCode != 0)
            throw GitProgramFailures.ExplainRemote("push", RemoteAddress.WithoutUserInfo(known.PushUrl)!, environment.HasToken, result);
        return line is null ? null : Before(root, line, refspec);
    }

    private static Exception Rejection(string name, string summary, string errors, string remote)
    {
        int open = summary.IndexOf('(');
        string reason = open < 0 ? summary : summary.Substring(open + 1).TrimEnd(')'), said = GitProgramFailures.Remote(errors);
        return PushRejections.Explain(name, said.Length > 0 && !reason.Contains(said) ? $"{reason}: {said}" : reason, remote);
    }

    /// <summary>The summary of an update is <c>old..new</c>, shortened; the flag <c>=</c> says that the remote had it all.</summary>
    private static string? Before(string root, string[] line, string refspec)
    {
        int dots = line[2].IndexOf("..", StringComparison.Ordinal);
        string? before = line[0] == "=" ? refspec.Substring(0, refspec.IndexOf(':')) : dots > 0 ? line[2].Substring(0, dots) : null;
        using Repository repository = LocalRepository.Open(root);
        return before is null ? null : repository.Lookup(before)?.Sha;
    }

    // Removals that are staged already are left out: git add refuses a path that it finds nowhere.
    private static List<string> Known(string root, IReadOnlyList<string> paths)
    {
        using Repository repository = LocalRepository.Open(root);
        return [.. paths.Where(path => WorkFile.IsThere(Path.Combine(root, path)) || repository.Index[path] is not null)];
    }

    private static GitRemote AddressOf(string root, string remote)
    {
        using Repository repository = LocalRepository.Open(root);
        return repository.Network.Remotes[remote] is { } found ? new GitRemote(remote, found.Url, found.PushUrl) : throw new RemoteNotSetException(root, remote);
    }

    private static Task RunAsync(string root, string[] arguments, CancellationToken cancellationToken, byte[]? input = null) =>
        NativeWork.AwaitAsync(RunToEndAsync(root, arguments, cancellationToken, input), cancellationToken);

    private static async Task<bool> RunToEndAsync(string root, string[] arguments, CancellationToken cancellationToken, byte[]? input)
    {
        GitProgramResult result = await GitProgram.RunAsync(root, arguments, Literal, input, line: null, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0 ? true : throw GitProgramFailures.Explain(arguments[0], root, result);
    }

    private static async Task<bool> TalkAsync(string folder, string address, RemoteAccess access, string[] arguments, CancellationToken cancellationToken)
    {
        using var environment = new GitProgramEnvironment(address, access);
        GitProgramResult result = await GitProgram.RunAsync(folder, arguments, environment.Variables, input: null, Progress(access), cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw GitProgramFailures.ExplainRemote(arguments[0], RemoteAddress.WithoutUserInfo(address)!, environment.HasToken, result);
        return true;
    }

    private static Action<string>? Progress(RemoteAccess access) => access.Progress is not { } progress ? null : line =>
    {
        if (Percent.Match(line) is { Success: true } match)
            progress.Report(new GitProgress(match.Groups["stage"].Value, int.Parse(match.Groups["percent"].Value, System.Globalization.CultureInfo.InvariantCulture)));
    };
}
