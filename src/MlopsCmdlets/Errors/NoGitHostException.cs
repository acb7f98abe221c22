namespace MlopsCmdlets.Errors;

/// <summary>There is no connection with a Git host.</summary>
public sealed class NoGitHostException(string message) : Exception(message)
{
    /// <summary>Nobody connected yet.</summary>
    public NoGitHostException()
        : this("There is no connection with a Git host in this PowerShell session.")
    {
    }
}
