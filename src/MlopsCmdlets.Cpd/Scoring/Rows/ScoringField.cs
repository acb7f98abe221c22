namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>One column of a scoring request.</summary>
/// <param name="Name">The name that the model knows.</param>
/// <param name="Type">As what it is sent; null: as the kind of the value itself, text stays text.</param>
/// <param name="TypeName">The type in the words of its author, for messages.</param>
public sealed record ScoringField(string Name, ScoringFieldType? Type, string TypeName);
