namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The session has been disconnected; its secrets are gone.</summary>
public sealed class CpdSessionClosedException : CpdException
{
    internal CpdSessionClosedException(string message)
        : base(message)
    {
    }
}
