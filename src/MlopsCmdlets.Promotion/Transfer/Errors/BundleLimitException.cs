namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The bundle is larger than the limits allow.</summary>
public sealed class BundleLimitException(string bundle, string limit, long allowed, long found)
    : BundleException(bundle, $"{limit} is {found}, allowed are {allowed}.")
{
    /// <summary>Which limit.</summary>
    public string Limit { get; } = limit;

    /// <summary>Its value.</summary>
    public long Allowed { get; } = allowed;

    /// <summary>What the bundle has, as far as it was read.</summary>
    public long Found { get; } = found;

    /// <inheritdoc/>
    public override string RecommendedAction => "If you trust the source, copy fewer assets at once.";
}
