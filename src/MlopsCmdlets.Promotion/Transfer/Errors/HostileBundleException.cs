namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>An entry of the bundle could do harm, for example by a name that leads out of a folder.</summary>
public sealed class HostileBundleException(string bundle, string entry, string rule)
    : BundleException(bundle, $"entry '{entry}' {rule}.")
{
    /// <summary>The entry's name, raw.</summary>
    public string Entry { get; } = entry;

    /// <summary>The rule that it breaks.</summary>
    public string Rule { get; } = rule;

    /// <inheritdoc/>
    public override string RecommendedAction => "Do not use this file. Export again from a source that you trust.";
}
