namespace MlopsCmdlets.Assets;

/// <summary>Asset types in the catalogue's terms.</summary>
internal static class AssetTypes
{
    public const string Model = "wml_model";
    public const string Function = "wml_function";
    public const string Script = "script";
    public const string DataAsset = "data_asset";
    public const string Connection = "connection";
}
