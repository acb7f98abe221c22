using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Arguments;

/// <summary>A model, function, script or other asset given as an object, an id or an exact name.</summary>
public sealed class AssetReference
{
    /// <summary>By id or exact name.</summary>
    public AssetReference(string idOrName) => IdOrName = idOrName;

    /// <summary>By object: a model, a function, a script, an asset, or the outcome of a copy.</summary>
    public AssetReference(CpdScopedResource asset)
    {
        Known = asset;
        IdOrName = asset.Id;
    }

    internal CpdScopedResource? Known { get; }

    internal string IdOrName { get; }

    /// <summary>What was given, as text.</summary>
    public override string ToString() => Known?.ToString() ?? IdOrName;
}
