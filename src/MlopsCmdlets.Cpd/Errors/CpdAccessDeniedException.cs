namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The caller is known but may not do this (403).</summary>
public sealed class CpdAccessDeniedException : CpdApiException
{
    internal CpdAccessDeniedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
