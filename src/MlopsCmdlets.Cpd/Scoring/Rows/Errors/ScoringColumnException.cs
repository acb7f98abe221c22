namespace MlopsCmdlets.Cpd.Scoring.Rows.Errors;

/// <summary>The rows do not have the columns that are to be sent. Nothing was sent.</summary>
public sealed class ScoringColumnException : ScoringException
{
    internal ScoringColumnException(string message, IReadOnlyList<string> columns)
        : base(message) => Columns = columns;

    /// <summary>The columns that are missing or wrong.</summary>
    public IReadOnlyList<string> Columns { get; }

    internal static ScoringColumnException Missing(IReadOnlyList<string> missing, IReadOnlyList<string> present)
    {
        string names = string.Join(", ", missing.Select(n => $"'{n}'"));
        string what = missing.Count == 1 ? $"The column {names} is missing" : $"The columns {names} are missing";
        return new ScoringColumnException($"{what}. The rows have: {string.Join(", ", present)}. Nothing was sent.", missing);
    }
}
