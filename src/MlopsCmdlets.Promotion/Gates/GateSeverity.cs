namespace MlopsCmdlets.Promotion.Gates;

/// <summary>What a failing gate means.</summary>
public enum GateSeverity
{
    /// <summary>It stops the promotion.</summary>
    Required,

    /// <summary>It is reported and recorded, and the promotion goes on.</summary>
    Advisory,
}
