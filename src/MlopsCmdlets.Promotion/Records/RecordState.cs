namespace MlopsCmdlets.Promotion.Records;

/// <summary>What a check of a record found.</summary>
public enum RecordState
{
    /// <summary>The chain is whole, and the expected head is part of it.</summary>
    Intact,

    /// <summary>The chain is whole in itself. Whoever can write there could have written it anew: only a head that was kept elsewhere would show that.</summary>
    Unanchored,

    /// <summary>Something cannot have come about honestly.</summary>
    Broken,
}
