namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>One row of a reply.</summary>
public readonly struct ScoringRow : IEquatable<ScoringRow>
{
    internal ScoringRow(ScoringBlock block, object?[] values)
    {
        Block = block;
        Values = values;
    }

    public ScoringBlock Block { get; }

    /// <summary>The cells, in the order of the block's fields.</summary>
    public IReadOnlyList<object?> Values { get; }

    /// <summary>The predicted class or value; null if the reply has no column for it.</summary>
    public object? Prediction => At(Block.Columns.Prediction);

    /// <summary>
    /// The probability as the reply has it: an array with one number per class, or the one number of the predicted class (PMML); null if there is none.
    /// </summary>
    public object? Probability => Block.Columns.ProbabilityOf(Values);

    public bool Equals(ScoringRow other) => ReferenceEquals(Values, other.Values);

    public override bool Equals(object? obj) => obj is ScoringRow other && Equals(other);

    public override int GetHashCode() => Values?.GetHashCode() ?? 0;

    public static bool operator ==(ScoringRow left, ScoringRow right) => left.Equals(right);

    public static bool operator !=(ScoringRow left, ScoringRow right) => !left.Equals(right);

    private object? At(int? column) => column is { } i && i < Values.Count ? Values[i] : null;
}
