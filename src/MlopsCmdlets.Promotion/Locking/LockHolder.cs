namespace MlopsCmdlets.Promotion.Locking;

/// <summary>Who holds, or wants, the lock of an environment.</summary>
/// <param name="Owner">Who.</param>
/// <param name="Host">On which machine.</param>
/// <param name="ProcessId">In which process; 0 for a person, whose lock outlives the process that took it.</param>
/// <param name="ProcessStartedAt">When that process began: numbers are used again.</param>
/// <param name="Purpose">What for, one line, for example <c>promotion of plan 3f2a…</c>.</param>
/// <param name="Since">Since when, by the holder's clock.</param>
/// <param name="Nonce">Random; tells two claims of one process apart.</param>
public sealed record LockHolder(Actor Owner, string Host, int ProcessId, DateTimeOffset ProcessStartedAt, string Purpose, DateTimeOffset Since, string Nonce)
{
    /// <summary>What else the process number needs to mean something, see <see cref="LocalProcess.Scope"/>.</summary>
    public string Scope { get; init; } = "";

    /// <summary>
    /// Taken by a person and not for one command. Such a lock has no process whose end would tell that it is abandoned: it stays until its owner removes
    /// it or somebody takes it by force, however old it is.
    /// </summary>
    public bool IsPerson => ProcessId == 0;

    /// <summary>The claim could not be read; nothing is known of its owner.</summary>
    public bool IsUnknown => Owner.UserId.Length == 0;
}
