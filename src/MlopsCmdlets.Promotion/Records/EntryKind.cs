namespace MlopsCmdlets.Promotion.Records;

/// <summary>What an entry of a record tells about.</summary>
public enum EntryKind
{
    /// <summary>A plan was applied, or failed or was stopped while it was.</summary>
    Promotion,

    /// <summary>An earlier model was put back.</summary>
    Rollback,

    /// <summary>A lock was taken from its holder.</summary>
    LockTakeover,

    /// <summary>Somebody denied a plan. The decision itself is an asset that editors could remove; this stays.</summary>
    Denial,
}
