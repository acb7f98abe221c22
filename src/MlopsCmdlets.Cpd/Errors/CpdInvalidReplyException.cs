namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The reply is not what the API promises: invalid JSON, a missing id, a paging link that leads nowhere.</summary>
public sealed class CpdInvalidReplyException : CpdException
{
    internal CpdInvalidReplyException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
