namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The session was made from a bearer token, which has expired; there is nothing to log in again with.</summary>
public sealed class CpdTokenExpiredException : CpdAuthenticationException
{
    internal CpdTokenExpiredException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
