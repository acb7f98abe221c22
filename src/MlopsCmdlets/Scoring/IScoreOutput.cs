namespace MlopsCmdlets.Scoring;

/// <summary>Where results and remarks of scoring go: the pipeline. All methods are safe from any thread.</summary>
internal interface IScoreOutput
{
    /// <summary>Writes objects; completes when all are written.</summary>
    Task WriteAsync(object?[] objects);

    /// <summary>Reports a failure of some rows; the rest goes on.</summary>
    Task FailAsync(Exception failure, object? target);

    /// <summary>Says something once, however often it is so.</summary>
    Task WarnOnceAsync(string text);

    /// <param name="status">How far it is.</param>
    /// <param name="percent">0 to 100, or less than 0 if unknown.</param>
    Task ProgressAsync(string status, int percent);
}
