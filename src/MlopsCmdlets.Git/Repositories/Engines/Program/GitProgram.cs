using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories.Engines.Program;

/// <summary>Runs the git program. Arguments go to it as they are, never through a shell; it asks nothing, and is told nothing secret by its command line.</summary>
internal static class GitProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // What a hook's environment says about another repository, and what would write requests to a file.
    private static readonly string[] Foreign =
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_QUARANTINE_PATH"];

    /// <summary>Runs it to its end, which a cancellation brings about soon.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="arguments">Command and arguments.</param>
    /// <param name="environment">Variables besides the inherited ones.</param>
    /// <param name="input">What it reads from standard input; null for nothing.</param>
    /// <param name="line">Told each line of standard error that ends in a return: its progress.</param>
    /// <param name="cancellationToken">Ends the program and what it started.</param>
    /// <exception cref="GitProgramNotFoundException">It is not installed.</exception>
    public static async Task<GitProgramResult> RunAsync(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, byte[]? input, Action<string>? line, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = Prepare(folder, arguments, environment), EnableRaisingEvents = true };
        var exited = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult(true);
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw new GitProgramFailedException(arguments[0], -1, failure.Message);
        }

        using (cancellationToken.Register(() => _ = Task.Run(() => Kill(process), CancellationToken.None)))
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = ReadErrorsAsync(process.StandardError, line);
            await FeedAsync(process, input).ConfigureAwait(false);
            await exited.Task.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new GitProgramResult(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
    }

    private static ProcessStartInfo Prepare(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Locate() ?? throw new GitProgramNotFoundException())
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
#if NET
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
#else
        start.Arguments = string.Join(" ", arguments.Select(Quote));
#endif
        foreach (string name in start.Environment.Keys.Where(n => Foreign.Contains(n, StringComparer.OrdinalIgnoreCase) || n.StartsWith("GIT_TRACE", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GCM_INTERACTIVE"] = "never";
        start.Environment["LANGUAGE"] = "en"; // messages that are understood here, in the user's encoding
        foreach (KeyValuePair<string, string> variable in environment)
            start.Environment[variable.Key] = variable.Value;
        return start;
    }

    /// <summary>The program on the PATH. Not left to the system, which on Windows would look into the current folder first: that of a repository that may not be trusted.</summary>
    private static string? Locate()
    {
        string name = Path.DirectorySeparatorChar == '\\' ? "git.exe" : "git";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => folder.Trim('"'))
            .Where(folder => folder.Length > 0 && Path.IsPathRooted(folder))
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    private static async Task FeedAsync(Process process, byte[]? input)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.BaseStream.WriteAsync(input, 0, input.Length).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code says why.
        }
    }

    private static async Task<string> ReadErrorsAsync(StreamReader reader, Action<string>? line)
    {
        var kept = new StringBuilder();
        var current = new StringBuilder();
        var buffer = new char[1024];
        ExceptionDispatchInfo? failure = null;
        int count;
        bool returned = false; // the last character; with a line feed behind it, as programs of Windows end their lines, it is no progress
        while ((count = await reader.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                if (returned && buffer[i] != '\n')
                    current.Clear();
                returned = buffer[i] == '\r';
                if (returned)
                    failure ??= Tell(line, current.ToString());
                else if (buffer[i] == '\n')
                {
                    kept.Append(current).Append('\n');
                    current.Clear();
                }
                else
                {
                    current.Append(buffer[i]);
                }
            }
        }

        failure?.Throw();
        return returned ? kept.ToString() : kept.Append(current).ToString();
    }

    // Not thrown at once: who no longer reads stops the program, which waits for room in the pipe.
    private static ExceptionDispatchInfo? Tell(Action<string>? line, string text)
    {
        try
        {
            line?.Invoke(text);
            return null;
        }
        catch (Exception failure)
        {
            return ExceptionDispatchInfo.Capture(failure);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
#if NET
            // Asked to end, git removes its locks and temporary files; killed, it leaves them.
            if (!OperatingSystem.IsWindows() && Signals.Terminate(process.Id) && process.WaitForExit(Patience))
                return;
            process.Kill(entireProcessTree: true);
#else
            process.Kill();
#endif
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

#if !NET
    /// <summary>An argument as the C runtime of Windows, and mono, take it apart again.</summary>
    private static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.IndexOfAny([' ', '\t', '\n', '"']) < 0)
            return argument;
        var quoted = new StringBuilder("\"");
        int backslashes = 0;
        foreach (char c in argument)
        {
            backslashes = c == '\\' ? backslashes + 1 : 0;
            if (c == '"')
                quoted.Append('\\', Trailing(quoted) + 1);
            quoted.Append(c);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }

    private static int Trailing(StringBuilder text)
    {
        int count = 0;
        while (count < text.Length && text[text.Length - 1 - count] == '\\')
            count++;
        return count;
    }
#endif
}
