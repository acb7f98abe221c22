using System.Runtime.InteropServices;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>A row with what the model says about it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct ScoredRow
{
    private readonly object?[] _reply;

    internal ScoredRow(in InputRow input, ResultColumns added, object?[] reply)
    {
        Input = input;
        Added = added;
        _reply = reply;
    }

    /// <summary>The row that was sent, as it was.</summary>
    public InputRow Input { get; }

    /// <summary>The columns that the reply adds; the first two are Prediction and Probability.</summary>
    public ResultColumns Added { get; }

    public object? Prediction => Value(0);

    /// <summary>One number for each class (double[]), in the model's order, or one number; null if the reply has none.</summary>
    public object? Probability => Value(1);

    /// <summary>The value of an added column.</summary>
    public object? Value(int column) => Added.Value(column, _reply);

    /// <summary>The values of all added columns; may be the reply's own array.</summary>
    public object?[] Values() => Added.Values(_reply);
}
