namespace MlopsCmdlets.Promotion.Locking;

/// <summary>A contest that was won.</summary>
/// <param name="Path">File of our claim.</param>
/// <param name="Holder">What it says.</param>
/// <param name="Listing">The listing that showed it alone, of everything below the contest's folder.</param>
/// <param name="TakenFrom">Whose claims were removed.</param>
internal sealed record HeldClaim(string Path, LockHolder Holder, IReadOnlyList<string> Listing, IReadOnlyList<LockHolder> TakenFrom);
