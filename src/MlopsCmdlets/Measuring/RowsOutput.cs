using MlopsCmdlets.Cpd.Scoring.Rows.Errors;
using MlopsCmdlets.Scoring;

namespace MlopsCmdlets.Measuring;

/// <summary>Takes scored rows into a table instead of the pipeline.</summary>
/// <param name="table">The table; its rows are added by the shape of the run.</param>
/// <param name="warn">Says something once.</param>
/// <param name="progress">Shows how far it is.</param>
internal sealed class RowsOutput(MeasuredTable table, Func<string, Task> warn, Func<string, int, Task> progress) : IScoreOutput
{
    public Task WriteAsync(object?[] objects)
    {
        // A row was added when it was made; what is there instead is a reply without rows.
        foreach (object? item in objects)
        {
            if (item is not null)
                throw new ScoringReplyException("the reply has no rows to measure.");
        }

        return Task.CompletedTask;
    }

    /// <summary>A bad row is left out. A failed request is not: a measurement of the rest would look better or worse than the model is.</summary>
    public Task FailAsync(Exception failure, object? target)
    {
        if (failure is not ScoringRowException row)
            throw failure;
        table.Skip(row.Column is { } column ? $"the column '{column}' has no value that could be sent" : "it could not be read", row.Row);
        return Task.CompletedTask;
    }

    public Task WarnOnceAsync(string text) => warn(text);

    public Task ProgressAsync(string status, int percent) => progress(status, percent);
}
