namespace MlopsCmdlets.Cpd.Errors;

/// <summary>There is no such thing, or the caller may not see it (404).</summary>
public sealed class CpdNotFoundException : CpdApiException
{
    internal CpdNotFoundException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
