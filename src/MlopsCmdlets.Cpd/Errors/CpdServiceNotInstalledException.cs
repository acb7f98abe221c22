namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The gateway answers with a page instead of the service: the service is not installed on this cluster.</summary>
public sealed class CpdServiceNotInstalledException : CpdApiException
{
    internal CpdServiceNotInstalledException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
