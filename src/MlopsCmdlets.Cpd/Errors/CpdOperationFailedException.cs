namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The server accepted a long operation, which then failed or was canceled.</summary>
public class CpdOperationFailedException : CpdException
{
    internal CpdOperationFailedException(string message)
        : base(message)
    {
    }

    /// <summary>The state word in which it ended.</summary>
    public string State { get; init; } = "";

    /// <summary>The errors that the server gives as the reason; can be empty.</summary>
    public IReadOnlyList<CpdErrorDetail> Details { get; init; } = [];
}
