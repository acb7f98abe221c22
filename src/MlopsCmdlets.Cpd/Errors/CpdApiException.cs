namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The server refused a call or could not answer it. The subclasses tell the cases apart that callers treat differently.</summary>
public class CpdApiException : CpdException
{
    internal CpdApiException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status { get; private set; }

    /// <summary>The first error's code, or an empty string.</summary>
    public string Code => Details.Count > 0 ? Details[0].Code : "";

    /// <summary>All errors of the reply.</summary>
    public IReadOnlyList<CpdErrorDetail> Details { get; private set; } = [];

    /// <summary>The id under which the server logged the call: for a support case.</summary>
    public string? TransactionId { get; private set; }

    /// <summary>What was being done: <c>list the spaces</c>.</summary>
    public string Operation { get; internal set; } = "";

    /// <summary>The beginning of the reply without secrets, when its form is not a known one.</summary>
    public string? Excerpt { get; private set; }

    internal void Describe(int? status, IReadOnlyList<CpdErrorDetail> details, string? transactionId, string operation, string? target, string? excerpt)
    {
        Status = status;
        Details = details;
        TransactionId = transactionId;
        Operation = operation;
        Target = target;
        Excerpt = excerpt;
    }
}
