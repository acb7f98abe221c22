namespace MlopsCmdlets.Cpd.Scoring.Rows.Errors;

/// <summary>A file cannot be read as rows: it is empty, in another encoding, with another delimiter, or not what it should be.</summary>
public sealed class ScoringFileException(string path, string problem, Exception? inner = null) : ScoringException($"'{path}': {problem}", inner)
{
    public string Path { get; } = path;
}
