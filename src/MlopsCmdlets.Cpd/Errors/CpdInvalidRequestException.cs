namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The server does not accept the values that were sent (400, 413, 422).</summary>
public sealed class CpdInvalidRequestException : CpdApiException
{
    internal CpdInvalidRequestException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
