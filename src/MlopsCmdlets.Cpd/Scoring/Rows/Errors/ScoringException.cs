using MlopsCmdlets.Cpd.Errors;

namespace MlopsCmdlets.Cpd.Scoring.Rows.Errors;

/// <summary>The root of what can be wrong with rows to score and with their replies.</summary>
public abstract class ScoringException : CpdException
{
    private protected ScoringException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
