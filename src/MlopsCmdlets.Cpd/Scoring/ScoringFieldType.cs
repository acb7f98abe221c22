namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>What a cell of text is turned into before it is sent.</summary>
public enum ScoringFieldType
{
    /// <summary>A number if it is written like one in JSON, else text; <c>007</c> stays text.</summary>
    Auto,
    Text,
    Integer,
    Number,
    Boolean,
}
