namespace MlopsCmdlets.Promotion.Locking;

/// <summary>Who holds, or wants, the lock of an environment.</summary>
/// <param name="Owner">Who.</param>
/// <param name="Host">On which machine.</param>
/// <param name="ProcessId">In which process.</param>
/// <param name="ProcessStartedAt">When that process began: numbers are used again.</param>
/// <param name="Purpose">What for, one line, for example <c>promotion of plan 3f2a…</c>.</param>
/// <param name="Since">Since when, by the holder's clock.</param>
/// <param name="Nonce">Random; tells two claims of one process apart.</param>
public sealed record LockHolder(Actor Owner, string Host, int ProcessId, DateTimeOffset ProcessStartedAt, string Purpose, DateTimeOffset Since, string Nonce);
