namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>An export or import as the server describes it.</summary>
/// <param name="Id">Id of the job.</param>
/// <param name="State">Its state.</param>
public sealed record JobStatus(string Id, JobState State)
{
    /// <summary>Name; imports have none.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the user who started it.</summary>
    public string? CreatorId { get; init; }

    /// <summary>When it was started, by the server's clock; null when the server does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Share done, 0 to 100, when the server says.</summary>
    public int? Progress { get; init; }

    /// <summary>The server's reason for a failure.</summary>
    public string? Failure { get; init; }

    /// <summary>The server's trace id for a failure.</summary>
    public string? TransactionId { get; init; }
}
