namespace MlopsCmdlets.Promotion.Locking;

/// <summary>How a contest is entered.</summary>
/// <param name="Wait">How long to wait for others; zero looks a few times, so that one of two who come at the same time gets it.</param>
/// <param name="Force">Removes the claims of others when the time is over.</param>
/// <param name="StaleAfter">From when on the claim of another machine counts as abandoned, watched by our own clock; null never.</param>
internal sealed record ClaimRules(TimeSpan Wait, bool Force, TimeSpan? StaleAfter);
