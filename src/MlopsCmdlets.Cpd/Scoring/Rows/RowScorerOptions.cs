using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>What is sent of each row, and how.</summary>
public sealed record RowScorerOptions
{
    /// <summary>The model's input columns, in order; empty if it has no schema.</summary>
    public IReadOnlyList<CpdSchemaField> Schema { get; init; } = [];

    /// <summary>Type words (see <see cref="ScoringFieldTypes"/>) by column name; they win over <see cref="Schema"/>. Compared without case.</summary>
    public IReadOnlyDictionary<string, string> FieldTypes { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns to send, in order; empty: those of <see cref="Schema"/>, else all of the first row but <see cref="LabelColumn"/>.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The column that the model predicts, if known.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>Rows of one request at most.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>A request is sent when its body has passed this size, full or not.</summary>
    public int BatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Requests under way at a time.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Further members of each request; see <see cref="ScoringRequestWriter.Complete"/>.</summary>
    public ReadOnlyMemory<byte> FurtherMembers { get; init; }

    /// <summary>Replies are passed on unread: for functions, which may answer anything.</summary>
    public bool RawReplies { get; init; }
}
