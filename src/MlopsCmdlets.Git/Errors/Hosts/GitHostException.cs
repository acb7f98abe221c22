namespace MlopsCmdlets.Git.Errors;

/// <summary>
/// The root of what goes wrong with a Git host. Messages say what was tried, with what, and why it failed; <see cref="RecommendedAction"/> says what to do. No text
/// of it contains a token or a control character. Cancellation is not among these: it stays an <see cref="OperationCanceledException"/>.
/// </summary>
public abstract class GitHostException : GitException
{
    private const int LongestHostText = 500;

    /// <param name="failure">What was tried.</param>
    /// <param name="problem">What went wrong: a sentence that begins in lower case, with its full stop.</param>
    /// <param name="inner">What it was made of.</param>
    private protected GitHostException(GitHostFailure failure, string problem, Exception? inner = null)
        : base(Describe(failure, problem), inner) => Failure = failure;

    /// <summary>What was tried, and what the host said.</summary>
    public GitHostFailure Failure { get; }

    /// <summary>What the user can do next.</summary>
    public abstract string RecommendedAction { get; }

    /// <summary>A commit id for a sentence.</summary>
    private protected static string Short(string commit) => commit.Length > 10 ? commit.Substring(0, 10) : commit;

    private protected static string Seconds(TimeSpan time) => FormattableString.Invariant($"{Math.Max(0, Math.Ceiling(time.TotalSeconds)):0} s");

    private static string Describe(GitHostFailure failure, string problem)
    {
        var said = failure.HostText.Length > LongestHostText ? failure.HostText.Substring(0, LongestHostText) + "…" : failure.HostText;
        return $"Could not {failure.Action} at {failure.Host.Authority}: {problem}"
            + (said.Length > 0 ? $" The host says: {said}" : "")
            + (failure.RequestId is { Length: > 0 } id ? $" (request {id})" : "");
    }
}
