using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories.Engines;

/// <summary>What a server means by refusing a push.</summary>
internal static class PushRejections
{
    // GitHub, Azure Repos (pull request required; permissions), GitLab, Bitbucket.
    private static readonly string[] Protected = ["protected branch", "GH006", "GH013", "TF402455", "TF401027", "not allowed to push", "pull request", "cannot force-push", "permission"];
    private static readonly string[] Outdated = ["non-fast-forward", "fetch first", "stale info", "TF401028", "already been updated"];

    /// <param name="reference">The full name on the server.</param>
    /// <param name="reason">The server's own text.</param>
    /// <param name="remote">Name of the remote.</param>
    public static Exception Explain(string reference, string reason, string remote)
    {
        string name = Short(reference), text = LibGit2.LibGit2Failures.Clean(reason);
        if (Protected.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase)))
            return new ProtectedPushException(name, text);
        return Outdated.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase)) ? new OutdatedPushException(name, remote) : new PushRejectedException(name, text);
    }

    /// <summary>A name without the folder of its kind.</summary>
    public static string Short(string reference)
    {
        foreach (string kind in new[] { LocalRepository.Heads, "refs/tags/" })
        {
            if (reference.StartsWith(kind, StringComparison.Ordinal))
                return reference.Substring(kind.Length);
        }

        return reference;
    }
}
