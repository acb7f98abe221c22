namespace MlopsCmdlets.Cpd.Errors;

/// <summary>Something is there already or was changed meanwhile (409, 412).</summary>
public sealed class CpdConflictException : CpdApiException
{
    internal CpdConflictException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
