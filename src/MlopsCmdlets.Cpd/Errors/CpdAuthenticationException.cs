namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The server does not accept the credentials (401).</summary>
public class CpdAuthenticationException : CpdApiException
{
    internal CpdAuthenticationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
