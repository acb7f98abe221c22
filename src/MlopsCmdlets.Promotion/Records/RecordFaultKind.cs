namespace MlopsCmdlets.Promotion.Records;

/// <summary>How a record can be wrong.</summary>
public enum RecordFaultKind
{
    /// <summary>An entry's content does not have its hash.</summary>
    Edited,

    /// <summary>A sequence number is missing.</summary>
    Gap,

    /// <summary>An entry does not follow the one that it names as its predecessor.</summary>
    Reordered,

    /// <summary>Two entries have one sequence number.</summary>
    Forked,

    /// <summary>The expected head is not the last entry, or not there.</summary>
    Cut,

    /// <summary>A file cannot be read as an entry.</summary>
    Unreadable,
}
