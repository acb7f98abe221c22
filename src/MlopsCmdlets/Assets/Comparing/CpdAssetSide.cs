namespace MlopsCmdlets.Assets.Comparing;

/// <summary>Where an asset is, and whether both sides agree.</summary>
public enum CpdAssetSide
{
    /// <summary>Both have it, with the same content and metadata.</summary>
    Same,

    /// <summary>Both have one of that type and name, and they differ.</summary>
    Different,

    /// <summary>Only the source has it.</summary>
    OnlyInSource,

    /// <summary>Only the destination has it.</summary>
    OnlyInDestination,

    /// <summary>It could not be compared; Differences says why.</summary>
    Unreadable,
}
