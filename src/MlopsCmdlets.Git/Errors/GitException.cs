namespace MlopsCmdlets.Git.Errors;

/// <summary>The root of this library's failures.</summary>
public abstract class GitException : Exception
{
    private protected GitException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
