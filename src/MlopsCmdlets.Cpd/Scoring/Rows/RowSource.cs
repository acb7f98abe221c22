namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>Gives the next row.</summary>
/// <returns>False at the end.</returns>
public delegate bool RowSource(out InputRow row);
