namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A source that shows assets with values that its copies have to get after their import, because the bundle carries others.</summary>
internal interface IOwesValues
{
    /// <summary>JSON pointers of those values in the asset's document, for example <c>/entity/connection/properties/host</c>.</summary>
    IReadOnlyList<string> Owed(AssetHeader asset);
}
