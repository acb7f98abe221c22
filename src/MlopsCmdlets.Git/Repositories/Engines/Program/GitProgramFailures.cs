using System.Text.RegularExpressions;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories.Engines.Program;

/// <summary>What the git program means when it fails; its exit code says no more than that it did.</summary>
internal static class GitProgramFailures
{
    private const int LongestText = 2_000;
    private static readonly Regex Status = new("(?:error: |HTTP )(?<code>[45][0-9]{2})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <param name="command">Git's command, for example <c>commit</c>.</param>
    /// <param name="place">The repository's folder, or the remote's address.</param>
    /// <param name="result">How it ended.</param>
    public static Exception Explain(string command, string place, GitProgramResult result)
    {
        string text = result.Errors;
        return text switch
        {
            _ when Has(text, "dubious ownership") => new UnsafeRepositoryException(place),
            _ when Has(text, "not a git repository") => new NotARepositoryException(place),
            _ when Has(text, ".lock': File exists") => new RepositoryBusyException(place, Line(text, ".lock'")),
            _ when Has(text, "would be overwritten by checkout") => new WorkTreeConflictException(place, "what is to be checked out"),
            _ when Has(text, "Please tell me who you are", "empty ident name", "unable to auto-detect email") => new NoIdentityException(place),
            _ when LibGit2Failures.IsNameTooLong(text) => new FileNameException(Line(text, "name too long", "path too long")),
            _ when Has(text, "would be replaced by") => new LineEndException(Line(text, "would be replaced by"), new IOException(Words(text))),
            _ => new GitProgramFailedException(command, result.ExitCode, Words(text.Trim().Length > 0 ? text : result.Output)),
        };
    }

    /// <summary>The same for commands that talk to a remote.</summary>
    public static Exception ExplainRemote(string command, string address, bool withToken, GitProgramResult result)
    {
        string text = result.Errors;
        return text switch
        {
            _ when LibGit2Failures.IsNameTooLong(text) => Explain(command, address, result),
            _ when Has(text, "response 407", "code 407") => new RemoteUnreachableException(address, "the proxy wants a login, or does not accept the one that it got"),
            _ when Has(text, "could not read Username", "could not read Password", "terminal prompts disabled") => new RemoteAuthenticationException(address, "wants a login"),
            _ when Has(text, "Authentication failed", "Invalid username or token") => new RemoteAuthenticationException(address, withToken ? "does not accept the token" : "does not accept the login"),
            _ when Has(text, "SSL certificate", "certificate verif", "server certificate") => new RemoteCertificateException(address, Line(text, "ertificate")),
            _ when Has(text, "Repository not found", "does not exist", "does not appear to be a git repository", "' not found") => new RemoteNotFoundException(address),
            _ when Has(text, "object format") => new UnsupportedRepositoryException(address, "SHA-256 object names"),
            _ when Status.Match(text) is { Success: true } status => status.Groups["code"].Value switch
            {
                "401" => new RemoteAuthenticationException(address, "does not accept the token"),
                "403" => new RemoteAccessDeniedException(address, Remote(text)),
                "404" => new RemoteNotFoundException(address),
                _ => new RemoteUnreachableException(address, Words(text)),
            },
            _ when Has(text, "unable to access", "Could not resolve", "Failed to connect", "early EOF", "RPC failed", "hung up", "Connection reset", "unexpected disconnect") => new RemoteUnreachableException(address, Words(text)),
            _ => Explain(command, address, result),
        };
    }

    /// <summary>What the server said.</summary>
    public static string Remote(string text) => LibGit2Failures.Clean(string.Join(" ", text.Split('\n')
        .Where(l => l.StartsWith("remote:", StringComparison.Ordinal)).Select(l => l.Substring("remote:".Length).Trim()).Where(l => l.Length > 0)));

    private static bool Has(string text, params string[] any) => any.Any(a => text.Contains(a, StringComparison.OrdinalIgnoreCase));

    private static string Line(string text, params string[] parts) => LibGit2Failures.Clean(text.Split('\n').First(l => Has(l, parts)));

    private static string Words(string text)
    {
        string clean = LibGit2Failures.Clean(text.Trim());
        return clean.Length > LongestText ? clean.Substring(0, LongestText) + "…" : clean;
    }
}
