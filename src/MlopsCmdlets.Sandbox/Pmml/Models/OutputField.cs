using MlopsCmdlets.Sandbox.Pmml.Expressions;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>A compiled OutputField.</summary>
internal sealed class OutputField
{
    public required Field Field { get; init; }

    public required OutputFeature Feature { get; init; }

    /// <summary>The class whose probability is asked for; missing: that of the predicted class.</summary>
    public PmmlValue Class { get; init; }

    public Expression? Expression { get; init; }

    /// <summary>The segment it asks, or null for the model that owns the Output.</summary>
    public MiningSegment? Segment { get; init; }

    /// <summary>False for fields that only feed others.</summary>
    public required bool IsFinal { get; init; }

    public PmmlValue Evaluate(Row row, Outcome outcome, ModelHeader header, TargetRule? target)
    {
        if (Segment is not null)
        {
            outcome = row.Segments[Segment.Store];
            header = Segment.Model.Header;
        }

        var value = Feature switch
        {
            OutputFeature.PredictedValue => outcome.Value,
            OutputFeature.PredictedDisplayValue => target?.Display(outcome.Value) ?? outcome.Value,
            OutputFeature.Probability => Figure(outcome.Probabilities, outcome, header),
            OutputFeature.Confidence => Figure(outcome.Confidences ?? outcome.Probabilities, outcome, header),
            OutputFeature.EntityId => PmmlValue.Of(outcome.EntityId),
            _ => Expression!.Evaluate(row),
        };
        return value.CastTo(Field.DataType);
    }

    private PmmlValue Figure(double[]? figures, Outcome outcome, ModelHeader header)
    {
        if (figures is null) return PmmlValue.Missing;
        var index = header.Classes.IndexOf(Class.IsMissing ? outcome.Value : Class);
        return index < 0 || index >= figures.Length ? PmmlValue.Missing : PmmlValue.Of(figures[index]);
    }
}
