namespace MlopsCmdlets.Promotion.Environments;

/// <summary>A time in which nothing is promoted.</summary>
/// <param name="Window">The window that covers it; of several the one that ends last.</param>
/// <param name="Until">From when on promotions are possible again; windows that follow without a break are counted in.</param>
public sealed record Freeze(FreezeWindow Window, DateTimeOffset Until);
