namespace MlopsCmdlets.Git.Errors;

/// <summary>What was tried at a Git host when it failed, and what the host said.</summary>
/// <param name="Host">Address that the host was connected with.</param>
/// <param name="Action">What was tried and with what, for example <c>merge pull request churn-team/churn#7</c>.</param>
public sealed record GitHostFailure(Uri Host, string Action)
{
    /// <summary>The HTTP status; null when there was no reply.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the host may have done it although it failed: a change whose reply was lost.</summary>
    public bool MayHaveBeenDone { get; init; }

    /// <summary>The host's own words: on one line, without secrets and control characters; empty for none.</summary>
    public string HostText { get; init; } = "";

    /// <summary>The id under which the host logged the call; null for none.</summary>
    public string? RequestId { get; init; }
}
