namespace MlopsCmdlets.Promotion.Records;

/// <summary>How a thing of a space stands to the record of its environment.</summary>
public enum AuditState
{
    /// <summary>It is as the record says.</summary>
    Explained,

    /// <summary>No entry of the record brought it there.</summary>
    Unexplained,

    /// <summary>It is not as the record says any more.</summary>
    Changed,

    /// <summary>The record says that it is there, and it is not.</summary>
    Missing,
}
