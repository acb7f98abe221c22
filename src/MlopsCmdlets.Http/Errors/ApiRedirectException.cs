namespace MlopsCmdlets.Http.Errors;

/// <summary>The server pointed elsewhere and that was not followed: calls follow no redirect, downloads only inside the origin and at most five.</summary>
public sealed class ApiRedirectException(string message, ApiCall call, int status, string? location)
    : ApiException(message, call, innerException: null)
{
    public int Status { get; } = status;

    /// <summary>Where it pointed, redacted; null if it did not say.</summary>
    public string? Location { get; } = location;
}
