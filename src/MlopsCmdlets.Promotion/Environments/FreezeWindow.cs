namespace MlopsCmdlets.Promotion.Environments;

/// <summary>A time in which nothing is promoted: once from–to, or whenever <see cref="Cron"/> fires for <see cref="Duration"/>.</summary>
public sealed record FreezeWindow
{
    /// <summary>For messages, for example <c>year-end close</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Begin of a single window, local time of <see cref="TimeZone"/>.</summary>
    public DateTime? From { get; init; }

    /// <summary>End of a single window, not included.</summary>
    public DateTime? To { get; init; }

    /// <summary>Cron expression (5 fields) of the begin of a recurring window.</summary>
    public string? Cron { get; init; }

    /// <summary>Length of a recurring window.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>IANA or Windows name of the time zone.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
