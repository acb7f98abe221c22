namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The server's certificate is not trusted.</summary>
public sealed class CpdCertificateException : CpdException
{
    internal CpdCertificateException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
