namespace MlopsCmdlets.Cpd.Scoring.Rows.Errors;

/// <summary>A reply cannot be joined with the rows that it is about.</summary>
public sealed class ScoringReplyException(string message, Exception? inner = null) : ScoringException(message, inner);
