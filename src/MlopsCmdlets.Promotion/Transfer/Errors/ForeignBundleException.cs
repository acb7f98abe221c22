namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A sound zip archive that is no bundle of Cloud Pak for Data.</summary>
public sealed class ForeignBundleException(string bundle, string what)
    : BundleException(bundle, $"{what}.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Give the file that an export of Cloud Pak for Data wrote: it holds assets/.METADATA/<type>.<id>.json.";
}
