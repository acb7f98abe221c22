using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>What became of one request.</summary>
public sealed class ScoredBatch
{
    internal ScoredBatch(IReadOnlyList<InputRow> rows, FieldPlan plan)
    {
        Rows = rows;
        Plan = plan;
    }

    /// <summary>The rows that were sent, in order.</summary>
    public IReadOnlyList<InputRow> Rows { get; }

    /// <summary>Why there is no result, else null.</summary>
    public ScoringBatchException? Failure { get; internal init; }

    /// <summary>The reply as it came; empty if there is none.</summary>
    public ReadOnlyMemory<byte> RawReply { get; internal init; }

    internal FieldPlan Plan { get; }

    internal ScoringReply? Reply { get; init; }
}
