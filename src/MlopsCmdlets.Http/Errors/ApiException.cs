namespace MlopsCmdlets.Http.Errors;

/// <summary>A call that failed. No text of it, inner exceptions included, contains a known secret or a control character. Cancellation is not among these: it stays an <see cref="OperationCanceledException"/>.</summary>
public abstract class ApiException : Exception
{
    private protected ApiException(string message, ApiCall call, Exception? innerException)
        : base($"{call}: {message}", innerException)
    {
        Call = call;
        Problem = message;
    }

    /// <summary>Method, path, purpose and number of attempts.</summary>
    public ApiCall Call { get; }

    /// <summary>The message without the call.</summary>
    public string Problem { get; }

    /// <summary>
    /// True if the server may have carried out the request although it failed: a lost reply to a POST. Look before sending it again. False when it is certain
    /// that it did not, and for requests that change nothing.
    /// </summary>
    public bool MayHaveBeenProcessed { get; init; }
}
